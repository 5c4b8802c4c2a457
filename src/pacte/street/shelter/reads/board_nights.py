"""Nights gone by, the last first: how many households asked, how many had a place, whether the report is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from ..enums.requests import ShelterRequestState
from ..models import LotNight, NightReport, ShelterRequest

PER_PAGE = 31
WITH_PLACE = (ShelterRequestState.PLACED, ShelterRequestState.ARRIVED)


@dataclass(frozen=True)
class Night:
    """One night of the list. Counts are none where nobody was asked: nothing was kept, which is not a zero."""

    night: date
    asked: int | None
    placed: int | None
    is_closed: bool


def nights(before: date, page: str | int | None) -> Page[date]:
    """The nights that left something, up to this one, as pages of dates."""
    kept: set[date] = set()
    for rows in (ShelterRequest.objects, LotNight.objects, NightReport.objects):
        kept.update(rows.filter(night__lte=before).order_by().values_list("night", flat=True).distinct())
    return Paginator(sorted(kept, reverse=True), PER_PAGE).get_page(page)


def told(page: Page[date]) -> list[Night]:
    """The nights of a page with their counts, in two queries."""
    shown = list(page)
    groups = ShelterRequest.objects.filter(night__in=shown).order_by().values_list("night")
    placed = Count("pk", filter=Q(state__in=WITH_PLACE))
    counts = {night: (asked, had) for night, asked, had in groups.annotate(Count("pk"), had=placed)}
    closed = set(NightReport.objects.filter(night__in=shown).values_list("night", flat=True))
    return [Night(night, *counts.get(night, (None, None)), night in closed) for night in shown]
