"""The demonstration's pathways: the schemes that the product ships, desks and early signals. Everything is invented.

Cases of the rooms of prevention are added by those rooms.
"""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..services import periods, shipped
from . import early_signals


def load(plan: Plan) -> None:
    """Add each part's rows. Loading again changes nothing."""
    periods.load(None)
    shipped.load(None)
    if Organisation.objects.filter(slug="casvp").exists() and Territory.objects.exists():
        early_signals.load(plan)
