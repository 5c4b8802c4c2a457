"""Which night it is, here."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from ..rules.night import night_of


def night_at(moment: datetime | None = None) -> date:
    """The night that this moment belongs to (now by default), in the city's local time."""
    return night_of(timezone.localtime(moment))
