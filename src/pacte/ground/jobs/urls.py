"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("<uuid:key>/", views.job, name="job"),
    path("<uuid:key>/reprendre/", views.again, name="again"),
]
