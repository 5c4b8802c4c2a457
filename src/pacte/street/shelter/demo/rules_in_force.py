"""The sample grid of priorities, adopted by an invented authority; the cold plan's levels, the first one active."""

from __future__ import annotations

from datetime import date, timedelta

from pacte.ground.declarations.demo import Plan

from ..models import ColdPlanActivation, ColdPlanLevel, PriorityGrid
from ..services import cold_plan, grids
from .nights import tonight_of

AUTHORITY = "Une autorité d’exemple"


def load(plan: Plan) -> None:
    """Rules under which the nights of the demonstration are decided. Loading again changes nothing."""
    if not PriorityGrid.objects.exists():
        sample = grids.load_sample(None)
        first = date(2024, 1, 1)
        adopted = date(2023, 12, 15)
        grids.adopt(None, sample.key, authority=AUTHORITY, adopted_on=adopted, first_night=first, today=first)
    if not ColdPlanLevel.objects.exists():
        cold_plan.load_sample()
    lowest = ColdPlanLevel.objects.order_by("level").first()
    if lowest is not None and not ColdPlanActivation.objects.exists():
        ColdPlanActivation.objects.create(
            level=lowest, from_night=tonight_of(plan) - timedelta(days=3), decided_by=AUTHORITY, words="Exemple"
        )
