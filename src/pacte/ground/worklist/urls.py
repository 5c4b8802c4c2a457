"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "worklist"
urlpatterns = [path("", views.my_day, name="my_day")]
