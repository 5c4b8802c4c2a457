"""Addresses of the room."""

from django.urls import URLPattern

app_name = "day_centres"
urlpatterns: list[URLPattern] = []
