"""Until when an entry may be believed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

SOON_DAYS = 30


class Freshness(StrEnum):
    """Where an entry stands before its next review."""

    FRESH = "fresh"
    SOON = "soon"
    OVERDUE = "overdue"
    NEVER = "never"


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month.

    >>> months_after(date(2019, 8, 31), 6)
    datetime.date(2020, 2, 29)
    """
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of that month.

    >>> months_before(date(2019, 3, 31), 1), months_before(date(2019, 1, 15), 6)
    (datetime.date(2019, 2, 28), datetime.date(2018, 7, 15))
    """
    return months_after(day, -months)


def due_on(reviewed_on: date | None, created_on: date, months: int) -> date:
    """The day of the next review; an entry that nobody ever confirmed is due from its first day.

    >>> due_on(date(2019, 1, 31), date(2018, 1, 1), 6), due_on(None, date(2018, 1, 1), 6)
    (datetime.date(2019, 7, 31), datetime.date(2018, 1, 1))
    """
    return months_after(reviewed_on, months) if reviewed_on else created_on


def state(reviewed_on: date | None, months: int, today: date) -> Freshness:
    """How the entry is said to stand.

    >>> [state(date(2019, 1, 1), 6, on).value for on in (date(2019, 5, 1), date(2019, 6, 15), date(2019, 7, 2))]
    ['fresh', 'soon', 'overdue']
    >>> state(None, 6, date(2019, 5, 1)).value
    'never'
    """
    if reviewed_on is None:
        return Freshness.NEVER
    left = (months_after(reviewed_on, months) - today).days
    if left < 0:
        return Freshness.OVERDUE
    return Freshness.SOON if left <= SOON_DAYS else Freshness.FRESH
