"""Addresses of persons."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import persons

urlpatterns: list[URLPattern] = [
    path("nouvelle/", persons.create, name="create"),
    path("<uuid:key>/", persons.person, name="person"),
    path("<uuid:key>/fiche/", persons.edit, name="edit"),
    path("<uuid:key>/joindre/", persons.contact, name="contact"),
    path("<uuid:key>/adresse-protegee/", persons.protected_address, name="protected_address"),
    path("<uuid:key>/abri/", persons.restrict, name="restrict"),
    path("<uuid:key>/abri/lever/", persons.lift, name="lift"),
]
