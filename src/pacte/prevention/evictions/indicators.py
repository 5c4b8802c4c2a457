"""Evictions in figures: cases followed, signals, how they end. Restricted persons are left out of every count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.pathways.enums import SignalKind
from pacte.ground.pathways.models import Case, Signal
from pacte.ground.pathways.reads.stories import schemes_of
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .enums import SCHEME

WITH_POLICE = "evicted_with_police"
LEAST = 11
"""No rate is made of fewer cases: it would say little, and could single a household out."""


def _there(rows: QuerySet[Any], territory: Territory | None) -> QuerySet[Any]:
    """The rows of this territory; all of them for the city, those without a territory included."""
    if territory is None or territory.kind == "city":
        return rows
    return rows.filter(territory__in=covered(territory.pk))


def _cases(territory: Territory | None) -> QuerySet[Case]:
    return _there(Case.objects.of_scheme(SCHEME).in_the_open(), territory)


def _rows(counts: Counter[str], value: Decimal | None = None) -> Result:
    rows = [Row(label, {"count": str(count)}) for label, count in sorted(counts.items())]
    return Result(Decimal(sum(counts.values())) if value is None else value, rows)


def cases_open(on: date, territory: Territory | None) -> Result:
    """Cases under way on that day, by the stage where they stand now."""
    running = _cases(territory).filter(opened_on__lte=on).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    found = list(running.values_list("version", "stage"))
    schemes = schemes_of(version for version, _stage in found)
    counts: Counter[str] = Counter()
    for version, stage in found:
        step = schemes[version].step(stage)
        counts[step.label if step else stage] += 1
    return _rows(counts)


def signals(on: date, territory: Territory | None) -> Result:
    """Signals of arrears received since 1 January, by who gave them; a restricted person's are left out."""
    start = timezone.make_aware(datetime.combine(date(on.year, 1, 1), time.min))
    end = timezone.make_aware(datetime.combine(on, time.max))
    open_ones = Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True)
    rows = Signal.objects.filter(open_ones, kind=SignalKind.ARREARS, received_at__range=(start, end))
    return _rows(Counter(str(each.get_source_display()) for each in _there(rows, territory)))


def ended(territory: Territory | None, since: date, until: date) -> list[tuple[date, str, bool, str]]:
    """Cases that ended between two days, as (day, outcome's label, whether it avoids a rupture, outcome)."""
    rows = _cases(territory).filter(closed_on__range=(since, until)).exclude(outcome="")
    found = list(rows.values_list("closed_on", "version", "outcome"))
    schemes = schemes_of(version for _day, version, _outcome in found)
    ends = []
    for day, version, key in found:
        if day is None:
            continue
        outcome = schemes[version].outcome(key)
        ends.append((day, outcome.label if outcome else key, bool(outcome and outcome.avoids_rupture), key))
    return ends


def with_police(on: date, territory: Territory | None) -> Result:
    """Cases that ended since 1 January by an eviction with the police, by month."""
    ends = ended(territory, date(on.year, 1, 1), on)
    return _rows(Counter(f"{day:%Y-%m}" for day, _label, _avoids, key in ends if key == WITH_POLICE))


def avoided(on: date, territory: Territory | None) -> Result:
    """Cases that ended since 1 January by an outcome that the scheme counts as a rupture avoided, by outcome."""
    ends = ended(territory, date(on.year, 1, 1), on)
    return _rows(Counter(label for _day, label, avoids, _key in ends if avoids))


def change(on: date, territory: Territory | None) -> Result:
    """Evictions with the police: change in per cent between the last two full years, whose numbers are its rows.

    Under eleven evictions in one of the two years there is no rate: the result is not known, and says so.
    """
    last = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    ends = ended(territory, date(last - 1, 1, 1), date(last, 12, 31))
    return changed(last, (day.year for day, _label, _avoids, key in ends if key == WITH_POLICE))


def changed(last: int, years: Iterable[int]) -> Result:
    """The change between the year before `last` and `last`, from the year of each eviction.

    >>> made = changed(2018, [2017] * 100 + [2018] * 89)
    >>> made.value, made.base, made.is_known
    (Decimal('-11.0'), '2017 : 100 ; 2018 : 89', True)
    >>> changed(2018, [2018] * 20).is_known, changed(2018, [2017] * 10 + [2018] * 20).is_known
    (False, False)
    """
    counts = Counter(years)
    before, after = counts[last - 1], counts[last]
    rows = [Row(str(year), {"count": str(counts[year])}) for year in (last - 1, last)]
    since, until = date(last - 1, 1, 1), date(last, 12, 31)
    if min(before, after) < LEAST:
        return Result(Decimal(0), [], since=since, until=until, is_known=False)
    value = (Decimal(after - before) * 100 / Decimal(before)).quantize(Decimal("0.1"))
    base = " ; ".join(f"{year} : {counts[year]}" for year in (last - 1, last))
    return Result(value, rows, base=base, since=since, until=until)


DECLARED = [
    Computed("eviction_cases_open", cases_open),
    Computed("eviction_signals", signals),
    Computed("evictions_with_police", with_police),
    Computed("evictions_avoided", avoided),
    Computed("evictions_change_counted", change),
]
