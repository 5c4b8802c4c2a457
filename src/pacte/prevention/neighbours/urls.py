"""Addresses of the room."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "neighbours"
urlpatterns: list[URLPattern] = []
