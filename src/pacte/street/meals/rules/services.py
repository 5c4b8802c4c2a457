"""When a slot serves: its hours, the public holidays, the periods of its place and of its service, its own dates.

A service is one day of a slot: it belongs to the day on which it starts, even past midnight. Hours that never stop
would start once and are refused where slots are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from pacte.ground.directory.rules.hours import CLOCK, Span
from pacte.ground.directory.rules.hours import spans as open_spans

DAY = timedelta(days=1)
LONGEST = 12 * 60
"""Minutes that one service of a meal may last."""


@dataclass(frozen=True)
class Closure:
    """Days, both included, on which a point is closed (`hours` empty) or open within other hours only."""

    first_day: date
    last_day: date
    hours: str = ""

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Slot:
    """A meal that a point serves again and again. `area` is "" for a point of no arrondissement.

    `changes` are (day, portions) for single dates; `closures` those of the place, then those of the service.
    """

    key: str
    point: str
    area: str
    meal: str
    hours: str
    portions: int
    valid_from: date = date.min
    valid_until: date = date.max
    closures: tuple[Closure, ...] = ()
    changes: tuple[tuple[date, int], ...] = ()

    def portions_on(self, day: date) -> int:
        """What it offers on a day when it serves."""
        return dict(self.changes).get(day, self.portions)


@dataclass(frozen=True)
class Serving:
    """A slot on a day: the portions offered and when."""

    slot: Slot
    day: date
    portions: int
    spans: tuple[Span, ...]


def servings(slots: Iterable[Slot], first: date, last: date) -> list[Serving]:
    """Every service that starts on a day between these two, both included, with at least one portion.

    >>> lunch = Slot("a", "p", "75120", "lunch", "Mo-Fr 12:00-13:30; PH off", 40)
    >>> [str(each.day) for each in servings([lunch], date(2026, 4, 29), date(2026, 5, 4))]
    ['2026-04-29', '2026-04-30', '2026-05-04']
    >>> august = Closure(date(2026, 8, 1), date(2026, 8, 31))
    >>> servings([Slot("a", "p", "75120", "lunch", "Mo-Fr 12:00-13:30", 40, closures=(august,))],
    ...          date(2026, 8, 3), date(2026, 8, 7))
    []
    """
    return [serving for slot in slots for serving in _of(slot, first, last)]


@lru_cache(maxsize=8192)
def _of(slot: Slot, first: date, last: date) -> tuple[Serving, ...]:
    low, high = max(first, slot.valid_from), min(last, slot.valid_until)
    if low > high:
        return ()
    found: list[Serving] = []
    for day, usual in starting(slot.hours, low, high).items():
        spans = _within(usual, [closure for closure in slot.closures if closure.holds(day)], day)
        portions = slot.portions_on(day)
        if spans and portions:
            found.append(Serving(slot, day, portions, spans))
    return tuple(found)


def starting(hours: str, first: date, last: date) -> dict[date, tuple[Span, ...]]:
    """The open intervals of these hours by the day on which they start, from one day to another, both included.

    >>> {str(day): [s.end.hour for s in found] for day, found in
    ...  starting("Fr 22:00-02:00", date(2026, 11, 27), date(2026, 11, 28)).items()}
    {'2026-11-27': [2]}
    """
    by_day: dict[date, list[Span]] = defaultdict(list)
    for span in _spans(hours, first - DAY, last + DAY):
        if first <= span.start.date() <= last:
            by_day[span.start.date()].append(span)
    return {day: tuple(found) for day, found in by_day.items()}


@lru_cache(maxsize=8192)
def _spans(hours: str, first: date, last: date) -> tuple[Span, ...]:
    return tuple(open_spans(hours, midnight(first), midnight(last + DAY)))


def midnight(day: date) -> datetime:
    """The first moment of a day, on the city's clock."""
    return datetime.combine(day, time(), CLOCK)


def _within(usual: tuple[Span, ...], closures: list[Closure], day: date) -> tuple[Span, ...]:
    """Of the periods that hold on a day the last one rules, as in the whole directory: the service's come last."""
    if not closures:
        return usual
    ruling = closures[-1]
    return tuple(shared(usual, _spans(ruling.hours, day, day + DAY))) if ruling.hours else ()


def shared(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What two lists of intervals have in common."""
    others = list(others)
    found = [Span(max(a.start, b.start), min(a.end, b.end)) for a in some for b in others]
    return [span for span in found if span.start < span.end]


@lru_cache(maxsize=512)
def holidays(first: date, last: date) -> tuple[date, ...]:
    """The public holidays of France between two days, both included.

    >>> [str(day) for day in holidays(date(2026, 5, 1), date(2026, 5, 31))]
    ['2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25']
    """
    length = (last - first).days + 1
    days = (first + DAY * number for number in range(max(0, length)))
    ranges = [(span.start, span.end) for span in _spans("PH 00:00-24:00", first, last)]
    return tuple(day for day in days if any(start <= midnight(day) < end for start, end in ranges))


def longest_service(hours: str, first: date) -> float:
    """Minutes of the longest service in the five weeks from this day; 0 when there is none."""
    found = _spans(hours, first, first + DAY * 35)
    return max((span.minutes for span in found), default=0.0)
