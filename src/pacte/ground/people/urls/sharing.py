"""Addresses of sharing and of the lists it rests on."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import sharing

urlpatterns: list[URLPattern] = [
    path("regles/", sharing.adopted_rules, name="adopted_rules"),
    path("regles/<slug:kind>/adopter/", sharing.adopt, name="adopt"),
    path("dossiers/<uuid:file>/partager/", sharing.share, name="share"),
    path("partages/<uuid:key>/fin/", sharing.sharing_end, name="sharing_end"),
    path("partages/<uuid:key>/fiche/", sharing.summary_make, name="summary_make"),
    path("<uuid:key>/partages/fin/", sharing.sharing_end_all, name="sharing_end_all"),
]
