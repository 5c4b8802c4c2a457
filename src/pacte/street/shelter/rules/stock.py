"""What a lot may hold, night by night, and who would be left without a place if it held less. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_NIGHT = timedelta(days=1)
WHOLE = 10**6
"""More units than any lot has: a closure without a number closes them all."""


@dataclass(frozen=True)
class Staying:
    """A household's units in a lot, from a night to another, both included; without an end: until an orientation."""

    units: int
    first: date
    last: date | None

    def is_there(self, night: date) -> bool:
        """Is the household there this night, as far as one knows?"""
        return self.first <= night and (self.last is None or night <= self.last)


@dataclass(frozen=True)
class Shut:
    """Units closed from a night to another, both included; without a number all of them, without an end for ever."""

    units: int | None
    first: date
    last: date | None


@dataclass(frozen=True)
class Span:
    """Nights on which the same households are there and the lot would hold too few units; no end: open-ended stays."""

    first: date
    last: date | None
    households: int
    units: int
    room: int


def capacity_on(rows: Mapping[date, int], night: date) -> int:
    """The units of the last dated row on or before this night; none before the first.

    >>> rows = {date(2019, 2, 1): 10, date(2019, 3, 1): 6}
    >>> [capacity_on(rows, date(2019, month, 15)) for month in (1, 2, 3)]
    [0, 10, 6]
    """
    known = [first for first in rows if first <= night]
    return rows[max(known)] if known else 0


def closed_on(shut: Iterable[Shut], night: date) -> int:
    """Units closed this night, before they are compared with the capacity.

    >>> closed_on([Shut(2, date(2019, 2, 1), None), Shut(1, date(2019, 2, 9), date(2019, 2, 9))], date(2019, 2, 8))
    2
    """
    running = (each for each in shut if each.first <= night and (each.last is None or night <= each.last))
    return sum(WHOLE if each.units is None else each.units for each in running)


def too_few(
    capacity: Mapping[date, int], shut: Sequence[Shut], staying: Sequence[Staying], first: date, last: date | None
) -> list[Span]:
    """The nights, from the first to the last (none: for ever), on which the lot would hold fewer units than are held.

    >>> open_ended, two_nights = Staying(1, date(2019, 2, 1), None), Staying(2, date(2019, 2, 7), date(2019, 2, 8))
    >>> spans = too_few({date(2015, 1, 1): 1}, [], [open_ended, two_nights], date(2019, 2, 7), None)
    >>> [(span.first.day, span.last.day, span.households, span.units, span.room) for span in spans]
    [(7, 8, 2, 3, 1)]
    """
    turns = _turns(capacity, shut, staying, first, last)
    found: list[Span] = []
    for start, following in zip(turns, [*turns[1:], None], strict=True):
        there = [each for each in staying if each.is_there(start)]
        units = sum(each.units for each in there)
        room = max(0, capacity_on(capacity, start) - closed_on(shut, start))
        if units > room:
            end = following - ONE_NIGHT if following else last
            found.append(Span(start, end, len(there), units, room))
    return found


def _turns(
    capacity: Mapping[date, int], shut: Sequence[Shut], staying: Sequence[Staying], first: date, last: date | None
) -> list[date]:
    """The nights on which something changes, between these two."""
    spans = [(each.first, each.last) for each in shut] + [(each.first, each.last) for each in staying]
    starts = [*capacity, *(begins for begins, _ends in spans)]
    ends = [ending + ONE_NIGHT for _begins, ending in spans if ending is not None]
    return sorted({first, *(night for night in (*starts, *ends) if night > first and (last is None or night <= last))})
