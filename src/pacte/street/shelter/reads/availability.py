"""What is free, lot by lot, one night: capacity less closures, less what is held, and never more than was declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery

from ..models import (
    Closure,
    ColdPlanActivation,
    Declaration,
    DeclaredLot,
    HeldUnit,
    Lot,
    LotCapacity,
    ShelterSite,
)


@dataclass(frozen=True)
class Available:
    """A lot's units tonight. `declared_at`: when its site last said what it has; none: it has not, so nothing is free.

    `free`: what may be given now.
    """

    capacity: int
    closed: int
    held: int
    declared: int | None
    declared_at: datetime | None
    free: int


def available(night: date, lots: Iterable[Lot] | None = None) -> dict[int, Available]:
    """What each lot (all of them by default) has tonight, by primary key; six queries whatever the number of lots.

    A lot whose site is not open tonight (dates, level of the cold plan) has no capacity.
    """
    wanted = Q() if lots is None else Q(pk__in=[lot.pk for lot in lots])
    level = ColdPlanActivation.objects.level_on(night)
    open_tonight = set(ShelterSite.objects.open_on(night, level).values_list("pk", flat=True))
    held = dict(
        HeldUnit.objects.filter(night=night).values_list("lot").annotate(count=Count("pk")).values_list("lot", "count")
    )
    capacities = (
        LotCapacity.objects.filter(lot=OuterRef("pk"), from_night__lte=night).order_by("-from_night").values("units")
    )
    rows = Lot.objects.filter(wanted).annotate(tonight=Subquery(capacities[:1])).values_list("pk", "site", "tonight")
    said = _declared(night)
    closures = _closures(night)
    return {
        lot: _settled(
            (capacity or 0) if site in open_tonight else 0,
            closures[site, None] + closures[site, lot],
            held.get(lot, 0),
            said.get(lot),
        )
        for lot, site, capacity in rows
    }


WHOLE = 10**6
"""More units than any lot has: a closure without a number closes them all."""


def _closures(night: date) -> dict[tuple[int, int | None], int]:
    """Units closed tonight, by site and lot (no lot: the whole site)."""
    running = Closure.objects.filter(Q(until_night__isnull=True) | Q(until_night__gte=night), from_night__lte=night)
    found: dict[tuple[int, int | None], int] = defaultdict(int)
    for site, lot, units in running.values_list("site", "lot", "units"):
        found[site, lot] += WHOLE if units is None else units
    return found


def _declared(night: date) -> dict[int, tuple[int, int, datetime]]:
    """What each lot's site last declared: free units, units held by then, when."""
    last = Declaration.objects.filter(site=OuterRef("declaration__site"), night=night).order_by("-at", "-pk")
    rows = DeclaredLot.objects.filter(declaration__night=night, declaration=Subquery(last.values("pk")[:1]))
    values = rows.values_list("lot", "free_units", "held_units", "declaration__at")
    return {lot: (free, held_then, at) for lot, free, held_then, at in values}


def _settled(capacity: int, closed: int, held: int, said: tuple[int, int, datetime] | None) -> Available:
    """What is free: the declared units, less those held since, and never beyond the open capacity."""
    closed = min(closed, capacity)
    if said is None:
        return Available(capacity, closed, held, None, None, 0)
    declared, held_then, at = said
    free = min(declared + held_then - held, capacity - closed - held)
    return Available(capacity, closed, held, declared, at, max(0, free))
