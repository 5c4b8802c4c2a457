"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import requests, requests_acts

urlpatterns: list[URLPattern] = [
    path("demandes/", requests.queue, name="queue"),
    path("demandes/appel/", requests.call, name="call"),
    path("demandes/nouvelle/", requests.new_request, name="new_request"),
    path("demandes/<uuid:key>/", requests.request_page, name="request"),
    path("demandes/<uuid:key>/completer/", requests.edit, name="request_edit"),
    path("demandes/<uuid:key>/prendre/", requests_acts.take, name="request_take"),
    path("demandes/<uuid:key>/laisser/", requests_acts.let_go, name="request_let_go"),
    path("demandes/<uuid:key>/rappel/", requests_acts.called_again, name="request_again"),
    path("demandes/<uuid:key>/non-pourvue/", requests_acts.unmet, name="request_unmet"),
    path("demandes/<uuid:key>/refus/", requests_acts.refusal, name="request_refusal"),
    path("demandes/<uuid:key>/annuler/", requests_acts.cancel, name="request_cancel"),
    path("demandes/<uuid:key>/rouvrir/", requests_acts.reopen, name="request_reopen"),
    path("demandes/<uuid:key>/sites/", requests_acts.exclude_site, name="request_exclude"),
    path("demandes/<uuid:key>/sites/<uuid:site>/", requests_acts.offer_site, name="request_offer_site"),
    path("demandes/<uuid:key>/mineur/", requests_acts.minor, name="minor"),
]
