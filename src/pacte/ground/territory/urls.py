"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "territory"
urlpatterns = [
    path("", views.territory_list, name="list"),
    path("contours.geojson", views.geojson, name="geojson"),
    path("modules/", views.rooms, name="rooms"),
    path("modules/<slug:room>/", views.room, name="room"),
]
