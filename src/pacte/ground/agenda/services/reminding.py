"""The day before, whoever has a seat is reminded, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ..enums import RegistrationState
from ..models import Registration
from ..reads.lists import at_midnight
from .telling import tell

FROM_HOUR = 9
"""No reminder is queued before this hour of the day; a person's own hours may hold it longer."""
AT_ONCE = 500


def remind(now: datetime) -> int:
    """Write to those who have a seat in tomorrow's sessions, once each; how many were written to."""
    local = timezone.localtime(now)
    if local.hour < FROM_HOUR:
        return 0
    tomorrow = at_midnight(local.date() + timedelta(days=1))
    said = 0
    with transaction.atomic():
        rows = Registration.objects.select_for_update(of=("self",)).filter(
            state=RegistrationState.REGISTERED, reminded_at__isnull=True, session__cancelled_at__isnull=True,
            session__starts_at__gte=tomorrow, session__starts_at__lt=tomorrow + timedelta(days=1),
        )  # fmt: skip
        whole = ("account", "person", "session__organisation", "session__place", "session__stop", "session__territory")
        for registration in rows.select_related(*whole).order_by("pk")[:AT_ONCE]:
            said += tell([registration], registration.session, "reminder")
            registration.reminded_at = now
            registration.save(update_fields=["reminded_at"])
    return said
