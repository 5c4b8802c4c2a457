"""Closures to come: which points will not serve on some dates, the portions lost, the shortfalls that result.

What is usual is read in an ordinary week: the last whole one before the dates, without a public holiday, leaving the
dated periods aside. A date loses what a slot in force would usually offer on that weekday and does not offer then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .grid import Grid, Need, arranged
from .services import DAY, Serving, Slot, holidays, servings


@dataclass(frozen=True)
class Loss:
    """A slot on a date: what it usually offers on that weekday, and what it offers then."""

    slot: Slot
    day: date
    usual: int
    offered: int

    @property
    def portions(self) -> int:
        return self.usual - self.offered


@dataclass(frozen=True)
class Forecast:
    """The dates as they will be, as they would usually be, and every loss."""

    grid: Grid
    usual: Grid
    losses: tuple[Loss, ...]

    @property
    def closed_points(self) -> list[str]:
        """The points that serve nothing on one of the dates at least when they usually would."""
        return list(dict.fromkeys(loss.slot.point for loss in self.losses if not loss.offered))

    def lost(self) -> dict[tuple[str, str], int]:
        """Portions lost by area and meal."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for loss in self.losses:
            found[loss.slot.area, loss.slot.meal] += loss.portions
        return dict(found)


def ordinary_week(first: date) -> date:
    """The Monday of the last whole week that ends before this day and holds no public holiday.

    >>> str(ordinary_week(date(2026, 5, 1))), str(ordinary_week(date(2026, 5, 14)))
    ('2026-04-20', '2026-04-20')
    """
    monday = first - DAY * (first.weekday() + 7)
    while holidays(monday, monday + DAY * 6):
        monday -= DAY * 7
    return monday


def usually(slots: Iterable[Slot], days: Sequence[date]) -> list[Serving]:
    """What the slots in force on each of these days would offer on its weekday in an ordinary week."""
    monday = ordinary_week(min(days))
    found: list[Serving] = []
    for slot in slots:
        plain = replace(slot, valid_from=date.min, valid_until=date.max, closures=(), changes=())
        usual = {each.day.weekday(): each for each in servings([plain], monday, monday + DAY * 6)}
        found += [
            Serving(slot, day, slot.portions, usual[day.weekday()].spans)
            for day in days
            if slot.valid_from <= day <= slot.valid_until and day.weekday() in usual
        ]
    return found


def forecast(
    areas: Sequence[str], days: Sequence[date], meals: Sequence[str], slots: Sequence[Slot], needs: Sequence[Need]
) -> Forecast:
    """What these dates will lose. Raises ValueError without a date.

    >>> lunch = Slot("a", "p", "75120", "lunch", "Mo-Fr 12:00-13:30; PH off", 40)
    >>> seen = forecast(["75120"], [date(2026, 5, 1)], ["lunch"], [lunch], [Need("75120", 4, "lunch", 30)])
    >>> seen.lost(), seen.grid.total().shortfall, seen.usual.total().shortfall
    ({('75120', 'lunch'): 40}, 30, 0)
    """
    wanted = set(days)
    real = [each for each in servings(slots, min(days), max(days)) if each.day in wanted]
    usual = usually(slots, days)
    offered = {(each.slot.key, each.day): each.portions for each in real}
    losses = [
        Loss(each.slot, each.day, each.portions, held)
        for each in usual
        if (held := offered.get((each.slot.key, each.day), 0)) < each.portions
    ]
    return Forecast(
        arranged(areas, days, meals, real, needs), arranged(areas, days, meals, usual, needs), tuple(losses)
    )
