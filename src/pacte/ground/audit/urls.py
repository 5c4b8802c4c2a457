"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("journal.csv", views.export, name="export"),
    path("verification/", views.verify, name="verify"),
]
