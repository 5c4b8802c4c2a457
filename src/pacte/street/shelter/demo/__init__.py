"""The demonstration's nights: sites, requests, a round, stays."""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan


def load(plan: Plan) -> None:
    """Add each part's rows. Loading again changes nothing."""
