"""The front desks' figures: arrivals, median wait, share seen the same day. Counted over the year to a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .models import Arrival, ArrivalQuerySet
from .rules import waits


def _of_the_year(on: date, territory: Territory | None) -> ArrivalQuerySet:
    rows = Arrival.objects.between(date(on.year, 1, 1), on)
    if territory is not None and territory.kind != "city":
        rows = rows.filter(desk__site__territory__in=covered(territory.pk))
    return rows


def _by_desk(arrivals: list[Arrival]) -> list[Row]:
    """One row per desk: what is behind the value is never a person."""
    counts = Counter(arrival.desk_id for arrival in arrivals)
    desks = {arrival.desk_id: arrival.desk for arrival in arrivals}
    rows = [
        Row(desk.site.name, {"organisation": desk.site.organisation.name, "count": str(counts[key])})
        for key, desk in desks.items()
    ]
    return sorted(rows, key=lambda row: (row.columns["organisation"], row.label))


def _read(on: date, territory: Territory | None) -> list[Arrival]:
    return list(_of_the_year(on, territory).select_related("desk__site__organisation"))


def arrivals(on: date, territory: Territory | None) -> Result:
    """Visits to the front desks since 1 January; whoever comes twice counts twice."""
    found = _read(on, territory)
    return Result(Decimal(len(found)), _by_desk(found))


def median_wait(on: date, territory: Territory | None) -> Result:
    """Half of those who were called waited no longer than this, in minutes; 0 when nobody was called."""
    called = [arrival for arrival in _read(on, territory) if arrival.called_at is not None]
    return Result(Decimal(waits(arrival.waited() for arrival in called).median or 0), _by_desk(called))


def seen_the_same_day(on: date, territory: Territory | None) -> Result:
    """Of all visits, the share that somebody received on the day itself, in per cent with one decimal."""
    found = _read(on, territory)
    seen = [arrival for arrival in found if arrival.called_at is not None and arrival.outcome != "left"]
    value = Decimal(100 * len(seen)) / len(found) if found else Decimal(0)
    return Result(value.quantize(Decimal("0.1")), _by_desk(seen))


DECLARED = [
    Computed("front_desk_arrivals", arrivals),
    Computed("front_desk_median_wait", median_wait),
    Computed("front_desk_seen_the_same_day", seen_the_same_day),
]
