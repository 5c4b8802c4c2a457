"""Addresses of access in urgency."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import exceptional

urlpatterns: list[URLPattern] = [
    path("urgence/", exceptional.break_glass, name="break_glass"),
    path("urgence/relecture/", exceptional.break_glass_reviews, name="break_glass_reviews"),
    path("urgence/relecture/<uuid:key>/", exceptional.break_glass_review, name="break_glass_review"),
    path("<uuid:key>/urgence/", exceptional.break_glass_person, name="break_glass_person"),
]
