"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from .views import dwellings, grids, requests, safe_places

app_name = "social_housing"
urlpatterns = [
    path("grille/", grids.grid, name="grid"),
    path("grille/versions/", grids.grids, name="grids"),
    path("grille/exemples/", grids.samples, name="grid_samples"),
    path("grille/<uuid:key>/", grids.grid_version, name="grid_version"),
    path("grille/<uuid:key>/simulation/", grids.simulation, name="simulation"),
    path("grille/<uuid:key>/reprendre/", grids.draft, name="grid_draft"),
    path("grille/<uuid:key>/modifier/", grids.edit, name="grid_edit"),
    path("grille/<uuid:key>/adopter/", grids.adopt, name="grid_adopt"),
    path("grille/<uuid:key>/rubriques/", grids.rubric, name="rubric_add"),
    path("grille/<uuid:key>/rubriques/<slug:code>/", grids.rubric, name="rubric_edit"),
    path("grille/<uuid:key>/rubriques/<slug:rubric>/criteres/", grids.criterion, name="criterion_add"),
    path("grille/<uuid:key>/rubriques/<slug:rubric>/criteres/<slug:code>/", grids.criterion, name="criterion_edit"),
    path(
        "grille/<uuid:key>/rubriques/<slug:rubric>/criteres/<slug:code>/retirer/",
        grids.criterion_remove,
        name="criterion_remove",
    ),
    path("demandes/", requests.requests, name="requests"),
    path("demandes/dossiers/<uuid:file>/", requests.new, name="request_new"),
    path("demandes/parcours/<uuid:case>/", requests.describe, name="request_of_case"),
    path("demandes/<uuid:key>/", requests.one, name="request"),
    path("demandes/<uuid:key>/adresse/", requests.address, name="request_address"),
    path("demandes/<uuid:key>/reponses/", requests.answers, name="request_answers"),
    path("demandes/<uuid:key>/justificatifs/", requests.evidence, name="request_evidence"),
    path(
        "demandes/<uuid:key>/justificatifs/<uuid:evidence>/retirer/", requests.evidence_remove, name="evidence_remove"
    ),
    path("demandes/<uuid:key>/remise/", requests.told, name="request_told"),
    path("demandes/<uuid:key>/cotation.pdf", requests.explained, name="request_explained"),
    path("demandes/<uuid:key>/logements/<uuid:candidate>/visite/", requests.visited, name="request_visited"),
    path("demandes/<uuid:key>/logements/<uuid:candidate>/refus/", requests.declined, name="request_declined"),
    path("logements/", dwellings.dwellings, name="dwellings"),
    path("logements/nouveau/", dwellings.new, name="dwelling_new"),
    path("logements/<uuid:key>/", dwellings.one, name="dwelling"),
    path("logements/<uuid:key>/retirer/", dwellings.withdraw, name="dwelling_withdraw"),
    path("logements/<uuid:key>/preparer/", dwellings.prepare, name="sheet_prepare"),
    path("logements/<uuid:key>/fiche/", dwellings.sheet, name="sheet"),
    path("logements/<uuid:key>/fiche.pdf", dwellings.sheet_pdf, name="sheet_pdf"),
    path("logements/<uuid:key>/decision/", dwellings.decide, name="sheet_decide"),
    path("candidats/<uuid:key>/proposer/", dwellings.propose, name="candidate_propose"),
    path("candidats/<uuid:key>/attribuer/", dwellings.allocate, name="candidate_allocate"),
    path("candidats/<uuid:key>/refus/", dwellings.decline, name="candidate_decline"),
    path("candidats/<uuid:key>/bail/", dwellings.lease, name="candidate_lease"),
    path("mise-a-l-abri/personnes/<uuid:key>/", safe_places.of_person, name="safe_places"),
    path("mise-a-l-abri/<uuid:key>/arrivee/", safe_places.reached, name="safe_place_reached"),
    path("mise-a-l-abri/<uuid:key>/depart/", safe_places.left, name="safe_place_left"),
]
