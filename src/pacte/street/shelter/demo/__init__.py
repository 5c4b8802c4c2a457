"""The demonstration's nights: invented sites, two weeks of invented requests, a night under way."""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from . import past, rules_in_force, sites, tonight


def load(plan: Plan) -> None:
    """Add each part's rows. Loading again changes nothing."""
    if not Organisation.objects.filter(slug="armee-du-salut").exists() or not Territory.objects.exists():
        return
    rules_in_force.load(plan)
    sites.load(plan)
    past.load(plan)
    tonight.load(plan)
