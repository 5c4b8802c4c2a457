"""Addresses of the public pages."""

from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("", views.home, name="home"),
    path("pacte/<slug:code>/", views.chapter, name="chapter"),
    path("indicateurs/<slug:code>/", views.indicator, name="indicator"),
    path("editions/", views.editions, name="editions"),
    path("bilan/<slug:edition>/", views.review, name="review"),
    path("bilan/<slug:edition>/bilan.pdf", views.review_pdf, name="review_pdf"),
    path("donnees/", views.open_data, name="open_data"),
    path("donnees/<slug:edition>/datapackage.json", views.dataset, name="dataset"),
    path("donnees/<slug:edition>/mesures.csv", views.dataset, {"name": "mesures.csv"}, name="dataset_csv"),
    path("donnees/<slug:edition>/indicateurs.csv", views.dataset, {"name": "indicateurs.csv"}, name="dataset_indicators"),
    path("donnees/<slug:edition>/catalogue.jsonld", views.dataset, {"name": "catalogue.jsonld"}, name="dataset_catalogue"),
]  # fmt: skip
