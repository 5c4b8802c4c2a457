"""Doors of this part."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Link

DOORS: list[Door] = []
NAVIGATION: list[Link] = []
