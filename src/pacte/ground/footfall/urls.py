"""Addresses of the room."""

from django.urls import URLPattern

app_name = "footfall"
urlpatterns: list[URLPattern] = []
