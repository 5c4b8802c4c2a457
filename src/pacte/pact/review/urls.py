"""Addresses of the public pages."""

from django.urls import path

from . import views

DATA = "donnees/<slug:edition>"

app_name = "review"
urlpatterns = [
    path("", views.home, name="home"),
    path("pacte/<slug:code>/", views.chapter, name="chapter"),
    path("indicateurs/<slug:code>/", views.indicator, name="indicator"),
    path("editions/", views.editions, name="editions"),
    path("bilan/<slug:edition>/", views.review, name="review"),
    path("bilan/<slug:edition>/bilan.pdf", views.review_pdf, name="review_pdf"),
    path("donnees/", views.open_data, name="open_data"),
    path(f"{DATA}/datapackage.json", views.dataset, name="dataset"),
    path(f"{DATA}/mesures.csv", views.dataset, {"name": "mesures.csv"}, name="dataset_csv"),
    path(f"{DATA}/indicateurs.csv", views.dataset, {"name": "indicateurs.csv"}, name="dataset_indicators"),
    path(f"{DATA}/catalogue.jsonld", views.dataset, {"name": "catalogue.jsonld"}, name="dataset_catalogue"),
]
