"""Doors of the room, gathered from its parts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Switch

from . import api, board, buildings, exchange, priorities, requests, rounds, stays, stock

DOORS: list[Door] = [
    *stock.DOORS,
    *requests.DOORS,
    *priorities.DOORS,
    *exchange.DOORS,
    *rounds.DOORS,
    *stays.DOORS,
    *board.DOORS,
    *buildings.DOORS,
    *api.DOORS,
]
NAVIGATION: list[Link] = [
    *stock.NAVIGATION,
    *requests.NAVIGATION,
    *priorities.NAVIGATION,
    *exchange.NAVIGATION,
    *rounds.NAVIGATION,
    *stays.NAVIGATION,
    *board.NAVIGATION,
    *buildings.NAVIGATION,
]
SWITCH = Switch(_("Hébergement"))
