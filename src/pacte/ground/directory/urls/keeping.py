"""Addresses: entries and those who keep them."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
