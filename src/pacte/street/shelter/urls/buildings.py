"""Addresses of the inventory of buildings."""

from __future__ import annotations

from django.urls import path

from ..views import buildings

urlpatterns = [
    path("batiments/", buildings.buildings, name="buildings"),
    path("batiments/ajouter/", buildings.add, name="add_building"),
    path("batiments/<uuid:key>/", buildings.building, name="building"),
    path("batiments/<uuid:key>/corriger/", buildings.change, name="change_building"),
    path("batiments/<uuid:key>/etapes/planifier/", buildings.plan_step, name="plan_building_step"),
    path("batiments/<uuid:key>/etapes/faire/", buildings.do_step, name="do_building_step"),
    path("batiments/<uuid:key>/ecarter/", buildings.set_aside, name="set_building_aside"),
    path("batiments/<uuid:key>/sites/", buildings.attach, name="attach_site"),
    path("batiments/<uuid:key>/sites/<uuid:site>/detacher/", buildings.detach, name="detach_site"),
]
