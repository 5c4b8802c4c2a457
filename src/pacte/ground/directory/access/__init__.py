"""Doors of the room, gathered from its parts."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Link

from . import exchange, finding, keeping

DOORS: list[Door] = [*finding.DOORS, *keeping.DOORS, *exchange.DOORS]
NAVIGATION: list[Link] = [*finding.NAVIGATION, *keeping.NAVIGATION, *exchange.NAVIGATION]
