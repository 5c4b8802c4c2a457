"""Counts of a night, lot by lot: what is known, how many are expected, how many places there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from ..models import HeldUnit, Lot, LotNight, ShelterPlacement, ShelterSite
from ..rules.presence import KINDS
from .availability import available


@dataclass(frozen=True)
class Line:
    """A lot on the morning's page. `places`: of its open units. `expected`: persons placed there that night.

    `row`: what was counted or frozen, if anything.
    """

    lot: Lot
    places: int
    expected: int
    row: LotNight | None

    @property
    def is_counted(self) -> bool:
        """Somebody said how many slept there."""
        return self.row is not None and self.row.counted_at is not None

    @property
    def counts(self) -> dict[str, int | None]:
        """The four numbers, none where nobody counted."""
        return {kind: getattr(self.row, kind) if self.row else None for kind in KINDS}


def lines_of(site: ShelterSite, night: date) -> list[Line]:
    """The lots that had units that night, or whose night is known already."""
    lots = list(Lot.objects.filter(site=site).order_by("name", "pk"))
    if not lots:
        return []
    rows = {row.lot_id: row for row in LotNight.objects.filter(lot__in=lots, night=night)}
    found = available(night, lots)
    held = HeldUnit.objects.filter(lot__in=lots, night=night).values("placement")
    placed = ShelterPlacement.objects.filter(pk__in=held).order_by().values_list("lot")
    persons = dict(placed.annotate(expected=Sum("persons")).values_list("lot", "expected"))
    lines = []
    for lot in lots:
        row, stood = rows.get(lot.pk), found[lot.pk]
        lot.site = site
        if row is not None and row.frozen_at is not None:
            places = (row.capacity - row.closed) * (row.places // row.capacity if row.capacity else 1)
        else:
            places = (stood.capacity - stood.closed) * lot.unit_places
        if stood.capacity or row is not None:
            lines.append(Line(lot, places, persons.get(lot.pk) or 0, row))
    return lines
