"""Doors of the room, gathered from its parts."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Link

from . import cases, schemes, signals, work

DOORS: list[Door] = [
    *cases.DOORS,
    *schemes.DOORS,
    *work.DOORS,
    *signals.DOORS,
]
NAVIGATION: list[Link] = [
    *cases.NAVIGATION,
    *schemes.NAVIGATION,
    *work.NAVIGATION,
    *signals.NAVIGATION,
]
