"""Who else sits in the committee today."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Membership

from ..permissions import DECIDING_ROLES


def other_deciders(actor: User, but: Iterable[int | None]) -> bool:
    """Is there somebody else of the committee, beside those who instructed?"""
    rows = Membership.objects.current(timezone.localdate()).filter(role__in=DECIDING_ROLES, user__is_active=True)
    return rows.exclude(user_id__in=[actor.pk, *(each for each in but if each)]).exists()
