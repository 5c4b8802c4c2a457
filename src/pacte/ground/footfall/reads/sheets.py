"""The sheet of a day at a place: what was counted by all, what by oneself, and the last touch, which may be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from pacte.ground.agenda.models import Session
from pacte.ground.directory.models import Place
from pacte.ground.partners.permissions import Someone

from ..enums import CountKind
from ..models import Count
from .totals import totals


@dataclass(frozen=True)
class Line:
    """One counter that day: everybody's total, and what this user counted of it."""

    kind: CountKind
    total: int
    mine: int


@dataclass(frozen=True)
class Sheet:
    """A day at a place, or at one of its stops."""

    day: date
    lines: list[Line]
    last: Count | None

    @property
    def by_kind(self) -> dict[str, int]:
        return {line.kind.value: line.total for line in self.lines}


def sheet(
    place: Place, kinds: list[CountKind], day: date, user: Someone | None = None, stop: Session | None = None
) -> Sheet:
    """The day's totals for these counters and for any other that was touched that day. At a stop, those of the stop
    alone, which nobody corrects. Three queries."""
    counts = Count.objects.standing().filter(place=place, day=day)
    if stop is not None:
        counts = counts.filter(session=stop)
    asked = counts.order_by().values_list("kind")
    mine = Q(counted_by=user.pk) if user is not None and user.pk is not None else Q(pk__in=[])
    rows = list(asked.annotate(total=Sum("quantity"), own=Sum("quantity", filter=mine)))
    own = {kind: number or 0 for kind, _total, number in rows}
    sums = {kind: total for kind, total, _number in rows}
    if stop is None:
        sums = {row.kind: row.quantity for row in totals([place.pk], CountKind.values, day, day)}
    shown = [kind for kind in CountKind if kind in kinds or sums.get(kind)]
    lines = [Line(kind, sums.get(kind, 0), own.get(kind, 0)) for kind in shown]
    return Sheet(day, lines, counts.filter(mine).order_by("-at", "-pk").first())
