"""Addresses: what the public reads."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import finding, public_place

urlpatterns: list[URLPattern] = [
    path("", finding.home, name="home"),
    path("besoin/<slug:want>/", finding.want, name="want"),
    path("chercher/", finding.search, name="search"),
    path("effacer/", finding.leave, name="leave"),
    path("lieux/<uuid:key>/", public_place.place, name="place"),
    path("feuilles/<slug:code>/", public_place.sheet, name="sheet"),
]
