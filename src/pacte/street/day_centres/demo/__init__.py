"""The demonstration's day centres: addresses, lockers, kits, gathered from their parts."""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan

from . import lockers, mail, stock


def load(plan: Plan) -> None:
    """Add each part's rows. Loading again changes nothing."""
    mail.load(plan)
    lockers.load(plan)
    stock.load(plan)
