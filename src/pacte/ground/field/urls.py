"""Addresses of the room. The service worker reigns over /terrain/ and nothing else."""

from django.urls import path

from . import views

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("etat/", views.standing, name="standing"),
    path("envois/", views.outbox, name="outbox"),
    path("sw.js", views.worker, name="worker"),
    path("manifeste.webmanifest", views.manifest, name="manifest"),
]
