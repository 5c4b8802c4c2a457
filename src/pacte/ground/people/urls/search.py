"""Addresses of search and of duplicates."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import search

urlpatterns: list[URLPattern] = [
    path("recherche/", search.search, name="search"),
]
