"""Which night the demonstration is in, and who acts in it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan

from ..reads.tonight import night_at


def tonight_of(plan: Plan) -> date:
    """The night under way when the city is made for today; else the night of the plan's day."""
    return night_at() if plan.today == timezone.localdate() else plan.today


def account(role: str) -> User | None:
    """The demonstration's account of this role, if it is there."""
    return User.objects.filter(email__startswith=f"{role}@", is_demonstration=True).first()
