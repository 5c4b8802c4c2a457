"""Counting those who slept in a lot, without a name. A count that is missing is never a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .night import NOON, night_of

EVENING = time(18)
"""From when a night's presence may be counted: the operational night runs from 18:00 to noon."""
KINDS = ("women", "men", "children", "others")
OLDEST = timedelta(days=366)
"""How far back a night may still be counted: a sample for the city to settle."""


@dataclass(frozen=True)
class Slept:
    """Persons who slept in a lot one night. `others`: another gender, or not said."""

    women: int
    men: int
    children: int
    others: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.women + self.men + self.children + self.others


def whole(said: Mapping[str, int | None]) -> Slept | None:
    """The count when its four numbers were said; none when nothing was. Raises ValueError when some are missing.

    >>> whole({"women": 3, "men": 0, "children": 1, "others": 0}).total
    4
    >>> whole({"women": None, "men": None, "children": None, "others": None}) is None
    True
    >>> whole({"women": 3, "men": None, "children": None, "others": None})
    Traceback (most recent call last):
    ...
    ValueError: men, children, others
    """
    missing = [kind for kind in KINDS if said.get(kind) is None]
    if len(missing) == len(KINDS):
        return None
    if missing:
        raise ValueError(", ".join(missing))
    return Slept(*(said[kind] or 0 for kind in KINDS))


def may_be_counted(night: date, now: datetime) -> bool:
    """A night is counted once its evening has come, and for a year.

    >>> may_be_counted(date(2019, 2, 7), datetime(2019, 2, 7, 17, 0))
    False
    >>> may_be_counted(date(2019, 2, 7), datetime(2019, 2, 8, 8, 0))
    True
    """
    return datetime.combine(night, EVENING) <= now and now.date() - night <= OLDEST


def night_to_count(now: datetime) -> date:
    """The night that a site counts at this moment: the one that ends or has just ended, from the evening the one begun.

    >>> [night_to_count(datetime(2019, 2, 8, hour)).day for hour in (7, 14, 19)]
    [7, 7, 8]
    """
    night = night_of(now)
    return night if now.time() < NOON or now.time() >= EVENING else night - timedelta(days=1)
