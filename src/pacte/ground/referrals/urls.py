"""Addresses of the room. A referral, a file and a service are named by opaque keys."""

from __future__ import annotations

from django.urls import path

from .views import answering, delays, lists, sending, services

app_name = "referrals"
urlpatterns = [
    path("", lists.inbox, name="inbox"),
    path("envoyees/", lists.sent, name="sent"),
    path("dossiers/<uuid:file>/", sending.send, name="send"),
    path("sans-nom/", sending.send_anonymous, name="send_anonymous"),
    path("delais/", delays.delays, name="delays"),
    path("services/", services.services, name="services"),
    path("services/nouveau/", services.service_add, name="service_add"),
    path("services/<uuid:key>/", services.service_change, name="service_change"),
    path("types/", services.kinds, name="kinds"),
    path("types/nouveau/", services.kind_add, name="kind_add"),
    path("types/exemples/", services.kinds_sample, name="kinds_sample"),
    path("types/<slug:code>/", services.kind_change, name="kind_change"),
    path("<uuid:key>/", answering.referral, name="referral"),
    path("<uuid:key>/accepter/", answering.accept, name="accept"),
    path("<uuid:key>/decliner/", answering.decline, name="decline"),
    path("<uuid:key>/autre-service/", answering.redirect, name="redirect"),
    path("<uuid:key>/aboutie/", answering.done, name="done"),
    path("<uuid:key>/pas-venue/", answering.no_show, name="no_show"),
    path("<uuid:key>/retirer/", sending.withdraw, name="withdraw"),
    path("<uuid:key>/lue/", sending.note, name="note"),
    path("<uuid:key>/renvoyer/", sending.send_again, name="send_again"),
]
