"""The demonstration's city: Paris, drawn lightly."""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan
from pacte.ground.territory.services import load_outline


def load(plan: Plan) -> None:
    """Draw the city and its arrondissements; the plan's size changes nothing here."""
    load_outline()
