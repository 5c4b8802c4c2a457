"""Addresses of early signals and of the desks that answer them."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import desks, ruptures, signals, signals_partner, signals_public

urlpatterns: list[URLPattern] = [
    path("alertes/", signals.triage, name="triage"),
    path("alertes/dire/", signals_public.tell, name="tell"),
    path("alertes/nouvelle/", signals_partner.new, name="signal_new"),
    path("alertes/envoyees/", signals_partner.sent, name="signals_sent"),
    path("alertes/guichets/", desks.desks, name="desks"),
    path("alertes/guichets/nouveau/", desks.desk_new, name="desk_new"),
    path("alertes/guichets/<int:pk>/", desks.desk_edit, name="desk_edit"),
    path("alertes/guichets/<int:pk>/fermer/", desks.desk_close, name="desk_close"),
    path("alertes/ruptures/", ruptures.ruptures, name="ruptures"),
    path("alertes/<uuid:key>/", signals.signal, name="signal"),
    path("alertes/<uuid:key>/ouvrir/", signals.opening, name="signal_open"),
    path("alertes/<uuid:key>/rattacher/", signals.joining, name="signal_join"),
    path("alertes/<uuid:key>/clore/", signals.closing, name="signal_close"),
    path("alertes/<uuid:key>/transmettre/", signals.passing, name="signal_pass"),
]
