"""Addresses: lockers, loans, waits."""

from __future__ import annotations

from django.urls import path

from ..views import lockers, waiting

urlpatterns = [
    path("<uuid:key>/casiers/", lockers.board, name="lockers"),
    path("<uuid:key>/casiers/ajouter/", lockers.open_lockers, name="lockers_open"),
    path("<uuid:key>/casiers/attente/", waiting.ask, name="wait_ask"),
    path("casiers/<uuid:key>/preter/", lockers.lend, name="locker_lend"),
    path("casiers/<uuid:key>/etat/", lockers.state, name="locker_state"),
    path("prets/<uuid:key>/", lockers.loan, name="loan"),
    path("prets/<uuid:key>/renouveler/", lockers.renew, name="loan_renew"),
    path("prets/<uuid:key>/rendre/", lockers.give_back, name="loan_give_back"),
    path("bagageries/", waiting.rooms, name="luggage_rooms"),
    path("attentes/<uuid:key>/", waiting.wait, name="wait"),
    path("attentes/<uuid:key>/donner/", waiting.take, name="wait_take"),
    path("attentes/<uuid:key>/retirer/", waiting.withdraw, name="wait_withdraw"),
]
