"""Lockers in use, their share, and who waits for one. Lockers are counted, not luggage nor people."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from django.db.models import Q

from pacte.ground.indicators.rules.computed import Computed, Result
from pacte.ground.territory.models import Territory

from ..enums.lockers import LockerState
from ..models import Loan, Locker, Waiting
from .common import by_place, on_territory, places


def _used(on: date, territory: Territory | None) -> Counter[int]:
    lent = Q(starts_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    rows = on_territory(Loan.objects.filter(lent), territory, "locker__set__place")
    return Counter(rows.values_list("locker__set__place", flat=True))


def _result(counts: Counter[int], value: Decimal) -> Result:
    known = places(counts)
    return Result(value, by_place((known[key], count) for key, count in counts.items() if key in known))


def lockers_used(on: date, territory: Territory | None) -> Result:
    """Lockers that hold somebody's luggage on this day."""
    counts = _used(on, territory)
    return _result(counts, Decimal(sum(counts.values())))


def lockers_used_rate(on: date, territory: Territory | None) -> Result:
    """Of the lockers in service, the share that holds luggage on this day, in per cent with one decimal."""
    counts = _used(on, territory)
    rows = on_territory(Locker.objects.filter(set__opened_on__lte=on), territory, "set__place")
    standing = rows.exclude(state=LockerState.OUT_OF_ORDER).count()
    value = min(Decimal(100), Decimal(100 * sum(counts.values())) / standing) if standing else Decimal(0)
    return _result(counts, value.quantize(Decimal("0.1")))


def lockers_waiting(on: date, territory: Territory | None) -> Result:
    """Those who wait for a locker at the end of this day; a restricted person is not counted."""
    open_then = Q(asked_at__date__lte=on) & (Q(closed_at__isnull=True) | Q(closed_at__date__gt=on))
    rows = on_territory(Waiting.objects.of_the_findable().filter(open_then), territory, "set__place")
    counts = Counter(rows.values_list("set__place", flat=True))
    return _result(counts, Decimal(sum(counts.values())))


DECLARED = [
    Computed("lockers_used", lockers_used),
    Computed("lockers_used_rate", lockers_used_rate),
    Computed("lockers_waiting", lockers_waiting),
]
