"""The room's figures: requests scored, homes allocated, homes for women victims of violence, women made safe.

A home given to a person whose data are kept out of sight is counted from the following 1 January on, in the city's
figure alone: so no count moves on the day it is given. The same holds for safe places. Where a woman's gender is not
said, her home is not among those of women. No row is a person.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .enums import DwellingQuota
from .models import DwellingCandidate, HousingRequest, SafePlaceRequest, ScoringGrid

SINCE = date(2015, 1, 1)
"""Where the homes of women victims of violence begin to be counted: the first year of the pact."""

SMALL = 11
"""A year with fewer homes than this is in no row of its own."""


def _city(territory: Territory | None) -> bool:
    return territory is None or territory.kind == "city"


def _out_of_sight(on: date, territory: Territory | None, day: str) -> Q:
    """Those kept out of sight: counted once their year is over, and for the whole city only."""
    if not _city(territory):
        return Q(was_apart=False)
    return Q(was_apart=False) | Q(**{f"{day}__lt": date(on.year, 1, 1)})


def requests_scored(on: date, territory: Territory | None) -> Result:
    """Requests that run that day and are scored: none as long as no grid is in force."""
    if not ScoringGrid.objects.in_force(on).exists():
        return Result(Decimal(0), [])
    rows = HousingRequest.objects.in_the_open().filter(
        Q(case__closed_on__isnull=True) | Q(case__closed_on__gt=on), route="scored", case__opened_on__lte=on,
    )  # fmt: skip
    if not _city(territory):
        assert territory is not None
        rows = rows.filter(case__territory__in=covered(territory.pk))
    sizes = Counter(min(adults + children, 5) for adults, children in rows.values_list("adults", "children"))
    lines = [
        Row(ngettext("%(n)d personne", "%(n)d personnes", size) % {"n": size}, {"count": str(count)})
        for size, count in sorted(sizes.items()) if size < 5
    ]  # fmt: skip
    if sizes[5]:
        lines.append(Row(_("5 personnes et plus"), {"count": str(sizes[5])}))
    return Result(Decimal(sum(sizes.values())), lines)


def _allocated(on: date, territory: Territory | None, since: date, **only: Any) -> Any:
    rows = DwellingCandidate.objects.allocated().filter(
        _out_of_sight(on, territory, "allocated_on"), allocated_on__range=(since, on), **only
    )
    if not _city(territory):
        assert territory is not None
        rows = rows.filter(dwelling__territory__in=covered(territory.pk))
    return rows


def homes_allocated(on: date, territory: Territory | None) -> Result:
    """Homes allocated since 1 January and not declined, by who holds the reservation."""
    found = _allocated(on, territory, date(on.year, 1, 1))
    counts = Counter(found.values_list("dwelling__quota", flat=True))
    rows = [Row(str(quota.label), {"count": str(counts[quota])}) for quota in DwellingQuota if counts[quota]]
    return Result(Decimal(sum(counts.values())), rows)


def homes_women_victims(on: date, territory: Territory | None) -> Result:
    """Homes allocated to women victims of violence since 2015, on any reservation; years too small go together."""
    found = _allocated(on, territory, SINCE, for_woman_victim=True)
    counts = Counter(day.year for day in found.values_list("allocated_on", flat=True))
    rows = [Row(str(year), {"count": str(counts[year])}) for year in sorted(counts) if counts[year] >= SMALL]
    total = sum(counts.values())
    rest = total - sum(count for count in counts.values() if count >= SMALL)
    if rest and rows:
        rows.append(Row(_("Autres années, ensemble"), {"count": str(rest)}))
    return Result(Decimal(total), rows)


def women_sheltered(on: date, territory: Territory | None) -> Result:
    """Women made safe since 1 January, for the whole city: a place has no area. One who comes twice counts twice."""
    if not _city(territory):
        return Result(Decimal(0), [])
    first = date(on.year, 1, 1)
    found = SafePlaceRequest.objects.filter(
        _out_of_sight(on, territory, "sheltered_on"), sheltered_on__range=(first, on)
    )
    return Result(Decimal(found.aggregate(n=Sum("women"))["n"] or 0), [])


DECLARED = [
    Computed("social_housing_requests_scored", requests_scored),
    Computed("social_homes_allocated", homes_allocated),
    Computed("homes_women_victims", homes_women_victims),
    Computed("women_sheltered", women_sheltered),
]
