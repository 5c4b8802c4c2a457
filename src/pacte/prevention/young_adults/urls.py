"""Addresses of the room. A young person is named by the key of their case."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import platform, young

app_name = "young_adults"
urlpatterns: list[URLPattern] = [
    path("", young.home, name="home"),
    path("dossiers/<uuid:file>/", young.begin, name="begin"),
    path("plateforme/", platform.caseload, name="caseload"),
    path("plateforme/capacite/<slug:organisation>/", platform.capacity, name="capacity"),
    path("plateforme/ateliers/", platform.workshops, name="workshops"),
    path("plateforme/ateliers/<uuid:key>/", platform.workshop, name="workshop"),
    path("plateforme/<uuid:key>/sortie/", platform.leave, name="platform_leave"),
    path("<uuid:key>/", young.young, name="young"),
    path("<uuid:key>/projet.pdf", young.plan_pdf, name="plan_pdf"),
    path("<uuid:key>/personne-de-confiance/", young.trusted, name="trusted"),
    path("<uuid:key>/projet/", young.goal, name="goal"),
    path("<uuid:key>/projet/<int:number>/", young.goal_done, name="goal_done"),
    path("<uuid:key>/contrat/", young.contract, name="contract"),
    path("<uuid:key>/refus/", young.refusal, name="refusal"),
    path("<uuid:key>/refus/<uuid:refusal>/recours/", young.appeal, name="appeal"),
    path("<uuid:key>/refus/<uuid:refusal>/reponse/", young.appeal_answer, name="appeal_answer"),
    path("<uuid:key>/sortie/", young.leave, name="leave"),
    path("<uuid:key>/retour/", young.come_back, name="come_back"),
    path("<uuid:key>/entretien-apres/", young.interview_after, name="interview_after"),
]
