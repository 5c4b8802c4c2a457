"""Figures of footfall: what places counted since 1 January, one row per place. A territory is that of the place or of
the stop. A confidential place is in no row, and whatever nobody counted is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from pacte.ground.agenda.enums import SessionKind
from pacte.ground.directory.models import Place, PlaceQuerySet
from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from . import reads
from .enums import MEALS, CountKind
from .models import Count


def _of(territory: Territory | None) -> PlaceQuerySet:
    """The places of a territory, or of the whole city; a confidential place is nowhere."""
    places = Place.objects.filter(is_confidential=False)
    if territory is None or territory.kind == TerritoryKind.CITY:
        return places
    return places.filter(territory__in=covered(territory.pk))


def counted(*kinds: str) -> Callable[[date, Territory | None], Result]:
    """A computation: these counters, over the year to a day."""

    def compute(on: date, territory: Territory | None) -> Result:
        found = reads.totals(_of(territory).values("pk"), kinds, date(on.year, 1, 1), on)
        sums: dict[int, int] = {}
        for total in found:
            sums[total.place_id] = sums.get(total.place_id, 0) + total.quantity
        return Result(Decimal(sum(sums.values())), _rows(sums))

    return compute


def _rows(sums: dict[int, int]) -> list[Row]:
    places = Place.objects.filter(pk__in=sums).select_related("organisation", "territory").defer("territory__geometry")
    rows = [
        Row(
            place.name,
            {"organisation": place.run_by, "territory": str(place.territory or ""), "count": str(sums[place.pk])},
        )
        for place in places
    ]
    return sorted(rows, key=lambda row: (row.columns["territory"], row.label))


def mobile_town_hall(on: date, territory: Territory | None) -> Result:
    """Visits to the stops of the mobile town hall since 1 January; the territory is that of the stop."""
    counts = Count.objects.standing().between(date(on.year, 1, 1), on)
    counts = counts.filter(kind=CountKind.VISIT, session__kind=SessionKind.MOBILE_STOP)
    names = counts.order_by().values_list("session__stop__name", "session__title", "session__territory__name_fr")
    if territory is not None and territory.kind != TerritoryKind.CITY:
        areas = covered(territory.pk)
        names = names.filter(session__territory__in=areas) | names.filter(
            session__territory__isnull=True, session__stop__territory__in=areas
        )
    return _by_stop(names.annotate(Sum("quantity")))


def _by_stop(rows: Iterable[tuple[str | None, str, str | None, int]]) -> Result:
    sums: dict[tuple[str, str], int] = {}
    for stop, title, area, total in rows:
        key = (stop or title, area or "")
        sums[key] = sums.get(key, 0) + total
    told = [Row(name, {"territory": area, "count": str(total)}) for (name, area), total in sorted(sums.items())]
    return Result(Decimal(sum(sums.values())), told)


DECLARED = [
    Computed("footfall_visits", counted(CountKind.VISIT)),
    Computed("footfall_showers", counted(CountKind.SHOWER)),
    Computed("footfall_laundry", counted(CountKind.LAUNDRY)),
    Computed("footfall_care", counted(CountKind.CARE)),
    Computed("footfall_children", counted(CountKind.CHILD)),
    Computed("footfall_parenting", counted(CountKind.PARENTING)),
    Computed("footfall_digital", counted(CountKind.DIGITAL_HELP, CountKind.DIGITAL_ACCESS)),
    Computed("footfall_casework", counted(CountKind.CASEWORK)),
    Computed("footfall_lockers", counted(CountKind.LOCKER)),
    Computed("footfall_kitchens", counted(CountKind.KITCHEN)),
    Computed("footfall_meals", counted(*MEALS)),
    Computed("mobile_town_hall_visits", mobile_town_hall),
]
