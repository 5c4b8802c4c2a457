"""Addresses of attachments: an opaque key, nothing else."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("<uuid:key>/", views.download, name="download"),
    path("publiques/<uuid:key>/", views.published, name="published"),
]
