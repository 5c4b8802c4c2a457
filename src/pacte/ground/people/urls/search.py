"""Addresses of search and of duplicates."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import duplicates, search

urlpatterns: list[URLPattern] = [
    path("recherche/", search.search, name="search"),
    path("doublons/", duplicates.pairs, name="duplicates"),
    path("doublons/<uuid:key>/", duplicates.pair, name="pair"),
    path("doublons/<uuid:key>/separer/", duplicates.split, name="split"),
]
