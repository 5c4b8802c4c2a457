"""The night's figures, gathered from their parts."""

from __future__ import annotations

from pacte.ground.indicators.rules.computed import Computed

DECLARED: list[Computed] = []
