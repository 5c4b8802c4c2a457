"""Addresses of households and ties."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import households

urlpatterns: list[URLPattern] = [
    path("<uuid:key>/menage/", households.found, name="household_found"),
    path("<uuid:key>/liens/ajouter/", households.tie_add, name="tie_add"),
    path("<uuid:key>/liens/<int:number>/fin/", households.tie_end, name="tie_end"),
    path("menages/<uuid:key>/", households.household, name="household"),
    path("menages/<uuid:key>/membres/", households.join, name="household_join"),
    path("menages/<uuid:key>/membres/<int:number>/fin/", households.leave, name="household_leave"),
    path("menages/<uuid:key>/groupe/", households.group, name="household_group"),
]
