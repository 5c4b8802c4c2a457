"""A place's figures over days, weeks or months, for its own team: nothing here is published, so nothing is withheld."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from pacte.ground.directory.models import Place

from .. import rules
from ..enums import CountKind
from ..models import Correction, Count
from .totals import totals


@dataclass(frozen=True)
class Figures:
    """Totals by period (its first day) and by kind; a period without any count is absent from `counts`.

    `late` holds the corrections that later arrivals put in doubt."""

    step: str
    first: date
    last: date
    kinds: list[CountKind]
    counts: dict[date, dict[str, int]]
    sums: dict[str, int]
    corrections: list[Correction]
    late: set[int]

    @property
    def rows(self) -> list[tuple[date, list[int | None]]]:
        """One row per period from the latest, a cell per kind; None where nothing was counted in the whole period."""
        return [
            (start, [None if start not in self.counts else self.counts[start].get(kind, 0) for kind in self.kinds])
            for start in reversed(rules.periods(self.step, self.first, self.last))
        ]

    def series(self, kind: str) -> list[tuple[date, int]]:
        """The kind's total of each period in which something was counted, in order."""
        return [(start, self.counts[start].get(kind, 0)) for start in sorted(self.counts)]


def figures(place: Place, step: str, today: date) -> Figures:
    """The last fourteen days, twelve weeks or twelve months to today. Four queries."""
    first = rules.first_day(step, today)
    found = totals([place.pk], CountKind.values, first, today)
    counts: dict[date, Counter[str]] = {}
    sums: Counter[str] = Counter()
    for row in found:
        counts.setdefault(rules.period_of(step, row.day), Counter())[row.kind] += row.quantity
        sums[row.kind] += row.quantity
    corrections = Correction.objects.filter(place=place, day__range=(first, today)).select_related("corrected_by")
    kinds = [kind for kind in CountKind if sums[kind]]
    held = {start: dict(by_kind) for start, by_kind in counts.items()}
    told = list(corrections.order_by("-at", "-pk")[:50])
    return Figures(step, first, today, kinds, held, dict(sums), told, late_after(place, told))


def late_after(place: Place, corrections: list[Correction]) -> set[int]:
    """The corrections after which a device still sent counts of their day: that sheet is to be read again."""
    if not corrections:
        return set()
    counts = Count.objects.standing().filter(place=place, day__in={one.day for one in corrections}).order_by()
    latest = {
        (day, kind): at for day, kind, at in counts.values_list("day", "kind").annotate(latest=Max("received_at"))
    }
    return {one.pk for one in corrections if (at := latest.get((one.day, one.kind))) and at > one.at}
