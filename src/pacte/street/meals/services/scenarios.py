"""Keeping a trial under a name: it is an address to open again, and changes nothing else."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.db import transaction

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record

from ..models import Scenario
from ..permissions import require_coordination

NAMES = {"day", "area", "meal", "weekdays", "portions", "times", "closed", "moved", "hours"}


def keep(actor: User, *, name: str, changes: str) -> Scenario:
    """Keep these changes, of which whatever is not a trial's is dropped."""
    require_coordination(actor)
    held = urlencode([(key, value) for key, value in parse_qsl(changes) if key in NAMES])
    with transaction.atomic():
        scenario = Scenario.objects.create(name=name, changes=held, made_by=actor)
        record(actor, "meal.trial_keep", f"meals.Scenario:{scenario.key}")
    return scenario
