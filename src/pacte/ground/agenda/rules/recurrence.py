"""On which days a session comes back. Plain Python; it refuses a series without end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil.easter import easter
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday

MOST = 120
"""How many sessions one series may hold: more than two years of weeks."""

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_FROM_EASTER = (1, 39, 50)


class TooMany(ValueError):
    """The series would hold more than MOST sessions."""


def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of metropolitan France (Code du travail, article L. 3133-1).

    >>> sorted(public_holidays(2019))[1:4]
    [datetime.date(2019, 4, 22), datetime.date(2019, 5, 1), datetime.date(2019, 5, 8)]
    >>> len(public_holidays(2019))
    11
    """
    sunday = easter(year)
    moving = {sunday + timedelta(days=after) for after in _FROM_EASTER}
    return frozenset({date(year, month, day) for month, day in _FIXED} | moving)


def is_holiday(day: date) -> bool:
    """
    >>> is_holiday(date(2019, 5, 30)), is_holiday(date(2019, 5, 31))  # Ascension Day and its morrow
    (True, False)
    """
    return day in public_holidays(day.year)


def days(first: date, frequency: str, until: date, *, skips_holidays: bool = False) -> list[date]:
    """The days from `first` to `until`, both included, on which a session comes back.

    "weekly", "fortnightly", or "monthly": the same weekday of the month, the last one when `first` is a fifth. Raises
    TooMany.

    >>> [str(day) for day in days(date(2019, 5, 1), "weekly", date(2019, 5, 15), skips_holidays=True)]
    ['2019-05-15']
    >>> [str(day) for day in days(date(2019, 1, 8), "monthly", date(2019, 3, 31))]
    ['2019-01-08', '2019-02-12', '2019-03-12']
    >>> [str(day) for day in days(date(2019, 1, 31), "monthly", date(2019, 3, 31))]
    ['2019-01-31', '2019-02-28', '2019-03-28']
    """
    start = datetime.combine(first, time())
    until_at = datetime.combine(until, time())
    if frequency == "monthly":
        found = rrule(MONTHLY, dtstart=start, until=until_at, byweekday=_weekday_of_month(first))
    else:
        interval = 2 if frequency == "fortnightly" else 1
        found = rrule(WEEKLY, dtstart=start, until=until_at, interval=interval, wkst=MO)
    kept = []
    for moment in found:
        day = moment.date()
        if skips_holidays and is_holiday(day):
            continue
        kept.append(day)
        if len(kept) > MOST:
            raise TooMany
    return kept


def _weekday_of_month(first: date) -> weekday:
    nth = (first.day - 1) // 7 + 1
    return weekday(first.weekday(), -1 if nth == 5 else nth)
