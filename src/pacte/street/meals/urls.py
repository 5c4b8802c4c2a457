"""Addresses of the room. Points, slots and cards are named by their key; a card's number is never in an address."""

from __future__ import annotations

from django.urls import path

from .views import cards, counters, needs, points, progress, served, slots, trials, week

app_name = "meals"
urlpatterns = [
    path("", points.points, name="points"),
    path("points/<uuid:key>/", points.point, name="point"),
    path("points/<uuid:key>/creneau/", slots.open_slot, name="open_slot"),
    path("creneaux/<uuid:key>/modifier/", slots.change_slot, name="change_slot"),
    path("creneaux/<uuid:key>/finir/", slots.end_slot, name="end_slot"),
    path("creneaux/<uuid:key>/portions/", slots.portions, name="portions"),
    path("creneaux/<uuid:key>/servis/", served.served, name="served"),
    path("creneaux/<uuid:key>/epuise/", slots.run_out, name="run_out"),
    path("semaine/", week.grid, name="grid"),
    path("semaine/grille.csv", week.grid_csv, name="grid_csv"),
    path("semaine/feuille.pdf", week.sheet, name="sheet"),
    path("fermetures/", week.forecast, name="forecast"),
    path("essai/", trials.trial, name="trial"),
    path("essai/garder/", trials.keep, name="keep_trial"),
    path("besoins/", needs.needs, name="needs"),
    path("besoins/besoins.csv", needs.needs_csv, name="needs_csv"),
    path("besoins/import/", needs.needs_import, name="needs_import"),
    path("besoins/<slug:code>/", needs.needs_of, name="needs_of"),
    path("annee/", progress.progress, name="progress"),
    path("cartes/", cards.cards, name="cards"),
    path("cartes/bons/", cards.vouchers, name="vouchers"),
    path("cartes/regle/", cards.policy, name="card_policy"),
    path("cartes/remettre/<uuid:key>/", cards.issue, name="issue"),
    path("cartes/<uuid:key>/", cards.card, name="card"),
    path("cartes/<uuid:key>/perdue/", cards.replace, name="replace_card"),
    path("cartes/<uuid:key>/finir/", cards.end, name="end_card"),
    path("controle/", counters.restaurants, name="restaurants"),
    path("controle/<uuid:key>/", counters.check, name="check"),
]
