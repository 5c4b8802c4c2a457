"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import rounds, rounds_deciding

urlpatterns: list[URLPattern] = [
    path("tours/", rounds.rounds, name="rounds"),
    path("tours/ouvrir/", rounds.open_round, name="round_open"),
    path("tours/<uuid:key>/", rounds.round_page, name="round"),
    path("tours/<uuid:key>/calculer/", rounds.compute, name="round_compute"),
    path("tours/<uuid:key>/choisir/", rounds.choose, name="round_choose"),
    path("tours/<uuid:key>/confirmer/", rounds_deciding.confirm, name="round_confirm"),
    path("tours/<uuid:key>/finir/", rounds.close, name="round_close"),
    path("tours/<uuid:key>/abandonner/", rounds.abandon, name="round_abandon"),
    path("tours/<uuid:key>/journal.json", rounds.log, name="round_log"),
    path("tours/<uuid:key>/rejouer/", rounds.replay, name="round_replay"),
    path("lignes/<uuid:key>/autre-place/", rounds_deciding.another_lot, name="line_another"),
    path("lignes/<uuid:key>/ecarter/", rounds_deciding.set_aside, name="line_aside"),
    path("demandes/<uuid:key>/danger/", rounds_deciding.place_now, name="place_now"),
]
