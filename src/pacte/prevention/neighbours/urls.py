"""Addresses of the room. A signal is named by an opaque key."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import pages as views

app_name = "neighbours"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("signaler/", views.write, name="write"),
    path("equipes/", views.teams, name="teams"),
    path("equipes/<int:number>/fin/", views.end_team, name="end_team"),
    path("<uuid:key>/", views.signal, name="signal"),
    path("<uuid:key>/fiche.pdf", views.sheet, name="sheet"),
    path("<uuid:key>/information/", views.complete, name="complete"),
    path("<uuid:key>/confier/", views.assign, name="assign"),
    path("<uuid:key>/prendre/", views.take, name="take"),
    path("<uuid:key>/contact/", views.contact, name="contact"),
    path("<uuid:key>/evaluation/", views.evaluate, name="evaluate"),
    path("<uuid:key>/clore/", views.close, name="close"),
]
