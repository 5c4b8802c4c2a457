"""Addresses of the grids, of waiting, and of persons kept apart."""

from __future__ import annotations

from django.urls import path

from ..views import apart, priorities, waiting

urlpatterns = [
    path("priorites/", priorities.grid, name="grid"),
    path("priorites/versions/", priorities.grids, name="grids"),
    path("priorites/exemple/", priorities.sample, name="grid_sample"),
    path("priorites/<uuid:key>/", priorities.grid_version, name="grid_version"),
    path("priorites/<uuid:key>/grille.csv", priorities.grid_csv, name="grid_csv"),
    path("priorites/<uuid:key>/grille.json", priorities.grid_json, name="grid_json"),
    path("priorites/<uuid:key>/vers/<uuid:other>/", priorities.grid_changes, name="grid_changes"),
    path("priorites/<uuid:key>/reprendre/", priorities.draft, name="grid_draft"),
    path("priorites/<uuid:key>/modifier/", priorities.edit, name="grid_edit"),
    path("priorites/<uuid:key>/adopter/", priorities.adopt, name="grid_adopt"),
    path("priorites/<uuid:key>/criteres/", priorities.criterion_add, name="criterion_add"),
    path("priorites/<uuid:key>/criteres/<slug:code>/", priorities.criterion_edit, name="criterion_edit"),
    path("priorites/<uuid:key>/criteres/<slug:code>/retirer/", priorities.criterion_remove, name="criterion_remove"),
    path("attente/", waiting.waiting, name="waiting"),
    path("personnes/<uuid:key>/a-distance/", apart.apart, name="apart"),
    path("a-distance/<uuid:key>/terminer/", apart.end, name="apart_end"),
]
