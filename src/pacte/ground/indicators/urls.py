"""Addresses of the room, under /mesures/."""

from django.urls import path

from .views import edits, pages

app_name = "indicators"
urlpatterns = [
    path("", pages.indicator_list, name="list"),
    path("indicateurs/nouveau/", edits.declare, name="declare"),
    path("indicateurs/<slug:code>/", pages.indicator, name="indicator"),
    path("indicateurs/<slug:code>/definition/", edits.define, name="define"),
    path("indicateurs/<slug:code>/seuil/", edits.threshold, name="threshold"),
    path("<int:pk>/", pages.measurement, name="measurement"),
    path("<int:pk>/corriger/", edits.correct, name="correct"),
    path("<int:pk>/modifier/", edits.amend, name="amend"),
    path("<int:pk>/decision/", edits.decide, name="decide"),
]
