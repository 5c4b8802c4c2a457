"""A night's places: open, declared, given, left, and the persons counted there. What nobody said stays none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import Lot, LotNight
from ..rules.report import percent, total
from .availability import Available, available


@dataclass(frozen=True)
class LotThatNight:
    """One lot: its snapshot where the night was frozen, else what is read now. Units; `persons` as counted."""

    lot: Lot
    capacity: int
    closed: int
    held: int
    absent: int
    declared: int | None
    free: int | None
    persons: int | None

    @property
    def open(self) -> int:
        return self.capacity - self.closed

    def places(self, units: int) -> int:
        """Units of this lot as places."""
        return units * self.lot.unit_places


def stock_of(night: date) -> dict[str, Any]:
    """The figures of the night's places."""
    lots = _lots(night)
    running = [lot for lot in lots if lot.open]
    said = [lot for lot in running if lot.declared is not None]
    sites = {lot.lot.site_id for lot in running}
    units_open = sum(lot.open for lot in said)
    used = sum(lot.open - (lot.free or 0) for lot in said) if said else None
    return {
        "sites_open": len(sites),
        "sites_declared": len({lot.lot.site_id for lot in said}),
        "places_open": sum(lot.places(lot.open) for lot in running),
        "places_closed": sum(lot.places(lot.closed) for lot in lots),
        "places_declared": total([lot.places(lot.declared or 0) for lot in said]),
        "places_given": sum(lot.places(lot.held) for lot in lots),
        "places_left": total([lot.places(lot.free or 0) for lot in said]),
        "units_open": units_open if said else None,
        "units_used": used,
        "occupancy": percent(used, units_open),
        "absences": sum(lot.absent for lot in lots),
        "persons": total([lot.persons for lot in lots]),
        "lots_open": len(running),
        "lots_counted": sum(lot.persons is not None for lot in running),
        "by_kind": _by_kind(running),
    }


def _lots(night: date) -> list[LotThatNight]:
    """Every lot that had units this night, or people in it."""
    lots = list(Lot.objects.select_related("site"))
    now = available(night, lots)
    rows = {row.lot_id: row for row in LotNight.objects.filter(night=night)}
    found = [_lot(lot, now[lot.pk], rows.get(lot.pk)) for lot in lots]
    return [lot for lot in found if lot.capacity or lot.held or lot.persons]


def _lot(lot: Lot, now: Available, row: LotNight | None) -> LotThatNight:
    if row is None or row.frozen_at is None:
        free = now.free if now.declared is not None else None
        persons = row.persons if row else None
        absent = row.absent if row else 0
        return LotThatNight(lot, now.capacity, now.closed, now.held, absent, now.declared, free, persons)
    free = None
    if row.declared_free is not None:
        free = min(now.free, row.capacity - row.closed)
    return LotThatNight(lot, row.capacity, row.closed, row.attributed, row.absent, row.declared_free, free, row.persons)


def _by_kind(lots: Sequence[LotThatNight]) -> list[list[Any]]:
    """Open sites and places, by what sites are."""
    sites: dict[str, set[int]] = defaultdict(set)
    places: dict[str, int] = defaultdict(int)
    for lot in lots:
        sites[lot.lot.site.kind].add(lot.lot.site_id)
        places[lot.lot.site.kind] += lot.places(lot.open)
    return [[kind, len(sites[kind]), places[kind]] for kind in sorted(places)]
