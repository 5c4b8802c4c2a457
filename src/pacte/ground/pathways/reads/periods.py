"""Legal periods as the city keeps them. The folding reads them through `stories.periods`."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from ..models import LegalPeriod


def listed() -> QuerySet[LegalPeriod]:
    """The periods, the latest first."""
    return LegalPeriod.objects.order_by("-starts_on")


def overlapping(kind: str, starts_on: date, ends_on: date, but: int | None = None) -> LegalPeriod | None:
    """Another period of this kind that shares a day with these; two that touch do not."""
    rows = LegalPeriod.objects.of(kind).filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    return (rows.exclude(pk=but) if but else rows).order_by("starts_on").first()
