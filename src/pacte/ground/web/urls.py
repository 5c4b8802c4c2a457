"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("langue/", views.language, name="language"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("composants/", views.gallery, name="gallery"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
