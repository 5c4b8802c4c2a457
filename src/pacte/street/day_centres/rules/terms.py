"""Terms counted in months: the last day that a right runs. Plain dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def same_day_later(day: date, months: int) -> date:
    """The day of the same number so many months later; the first of the following month where there is none.

    >>> same_day_later(date(2019, 2, 7), 12), same_day_later(date(2024, 2, 29), 12)
    (datetime.date(2020, 2, 7), datetime.date(2025, 3, 1))
    >>> same_day_later(date(2019, 11, 30), 3)
    datetime.date(2020, 3, 1)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if day.day <= monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(year, month, monthrange(year, month)[1]) + timedelta(days=1)


def last_day(start: date, months: int) -> date:
    """The last day of a term of so many months that begins on `start`, that day included.

    >>> last_day(date(2019, 2, 7), 12), last_day(date(2024, 2, 29), 12), last_day(date(2023, 3, 1), 12)
    (datetime.date(2020, 2, 6), datetime.date(2025, 2, 28), datetime.date(2024, 2, 29))
    """
    return same_day_later(start, months) - timedelta(days=1)


def next_start(previous_end: date, decided: date) -> date:
    """Where a renewal begins: the day after the term that runs, or the day of the decision when it is over.

    >>> next_start(date(2019, 2, 6), date(2019, 1, 20)), next_start(date(2019, 2, 6), date(2019, 3, 4))
    (datetime.date(2019, 2, 7), datetime.date(2019, 3, 4))
    """
    return max(previous_end + timedelta(days=1), decided)
