"""Figures of this part."""

from __future__ import annotations

from pacte.ground.indicators.rules.computed import Computed

DECLARED: list[Computed] = []
