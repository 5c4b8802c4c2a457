"""Arithmetic of a waiting room: who comes next, how long one waited, until when an end is undone. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

REOPEN_MINUTES = 15
"""How long a wrong end may be undone. A sample: the city settles it."""

LONG_WAIT_MINUTES = 30
"""From how long on a wait is told to the desk's agents. A sample: the city settles it."""

WEEKS_SHOWN = 4
"""How many whole weeks a directorate's page looks back on."""


def precedence(*, is_minor_alone: bool, is_urgent: bool, arrived_at: datetime) -> tuple[int, datetime]:
    """The place in the queue: a minor alone first, then what is urgent, then whoever came first.

    >>> early, late = datetime(2019, 2, 7, 9), datetime(2019, 2, 7, 10)
    >>> urgent = precedence(is_minor_alone=False, is_urgent=True, arrived_at=late)
    >>> urgent < precedence(is_minor_alone=False, is_urgent=False, arrived_at=early)
    True
    """
    return (0 if is_minor_alone else 1 if is_urgent else 2), arrived_at


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes from one moment to another, never less than 0.

    >>> minutes_between(datetime(2019, 2, 7, 9, 0), datetime(2019, 2, 7, 9, 42, 59))
    42
    """
    return max(0, int((end - start).total_seconds() // 60))


def may_reopen(ended_at: datetime, now: datetime) -> bool:
    """Is an end still recent enough to be undone?

    >>> may_reopen(datetime(2019, 2, 7, 9, 0), datetime(2019, 2, 7, 9, 15))
    True
    >>> may_reopen(datetime(2019, 2, 7, 9, 0), datetime(2019, 2, 7, 9, 16))
    False
    """
    return now - ended_at <= timedelta(minutes=REOPEN_MINUTES)


@dataclass(frozen=True)
class Waits:
    """How long people waited, in minutes: how many of them, the median and the longest (None of nobody)."""

    count: int
    median: int | None
    longest: int | None


def waits(minutes: Iterable[int]) -> Waits:
    """The median, rounded to the minute, and the longest.

    >>> waits([5, 30, 12])
    Waits(count=3, median=12, longest=30)
    >>> waits([])
    Waits(count=0, median=None, longest=None)
    """
    held = sorted(minutes)
    return Waits(len(held), round(median(held)), held[-1]) if held else Waits(0, None, None)


def whole_weeks(today: date, count: int = WEEKS_SHOWN) -> list[date]:
    """The Mondays of the last whole weeks, the oldest first; the week that runs is left out.

    >>> [str(day) for day in whole_weeks(date(2019, 2, 7), 2)]
    ['2019-01-21', '2019-01-28']
    """
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in range(count, 0, -1)]


def share(part: int, whole: int) -> int | None:
    """A part of a whole in whole per cent; None of nothing.

    >>> share(3, 40), share(0, 0)
    (8, None)
    """
    return round(100 * part / whole) if whole else None


def missing_of_minor(contact: str, called_at: datetime | None, adult: str) -> Sequence[str]:
    """What a minor's entry lacks before it can be closed, as field names.

    A minor alone is never placed and never turned away: the entry keeps the duty contact, the time of the call and the
    name of the adult who takes over.

    >>> missing_of_minor("Permanence de protection de l’enfance", None, "")
    ('duty_called_at', 'named_adult')
    """
    held = {"duty_contact": contact.strip(), "duty_called_at": called_at, "named_adult": adult.strip()}
    return tuple(name for name, value in held.items() if not value)
