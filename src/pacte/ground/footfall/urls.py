"""Addresses of the room: its pages, and its page of the offline application under /terrain/."""

from django.urls import path

from .views import counting, figures, keeping, offline, places

app_name = "footfall"
urlpatterns = [
    path("frequentation/", places.places, name="places"),
    path("frequentation/<uuid:key>/", counting.counter, name="counter"),
    path("frequentation/<uuid:key>/compter/", counting.count, name="count"),
    path("frequentation/<uuid:key>/annuler/", counting.undo, name="undo"),
    path("frequentation/<uuid:key>/chiffres/", figures.figures, name="figures"),
    path("frequentation/<uuid:key>/chiffres.csv", figures.export, name="export"),
    path("frequentation/<uuid:key>/corriger/", keeping.correct, name="correct"),
    path("frequentation/<uuid:key>/compteurs/", keeping.kinds, name="kinds"),
    path("terrain/compteur/<uuid:key>/", offline.counter, name="offline"),
    path("terrain/compteur/<uuid:key>/totaux/", offline.today, name="today"),
]
