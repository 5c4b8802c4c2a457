"""Doors of sharing."""

from __future__ import annotations

from pacte.ground.declarations.access import Door

DOORS: list[Door] = []
