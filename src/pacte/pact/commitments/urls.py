"""Addresses of the room."""

from django.urls import URLPattern

app_name = "commitments"
urlpatterns: list[URLPattern] = []
