"""Addresses of a team's load and of a worker's reminders."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import work

urlpatterns: list[URLPattern] = [
    path("charge/", work.load, name="load"),
    path("charge/confier/", work.reassign, name="reassign"),
    path("rappels/", work.reminders, name="reminders"),
]
