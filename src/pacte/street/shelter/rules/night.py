"""The night: from the evening to noon, named by the date on which it begins."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

NOON = time(12)


def night_of(moment: datetime) -> date:
    """The night that a local moment belongs to: until noon, the one that began the day before.

    >>> night_of(datetime(2019, 2, 7, 21, 30))
    datetime.date(2019, 2, 7)
    >>> night_of(datetime(2019, 2, 8, 3, 0))
    datetime.date(2019, 2, 7)
    >>> night_of(datetime(2019, 2, 8, 12, 0))
    datetime.date(2019, 2, 8)
    """
    return moment.date() if moment.time() >= NOON else moment.date() - timedelta(days=1)


def nights(first: date, last: date) -> list[date]:
    """Every night from the first to the last, both included.

    >>> len(nights(date(2019, 2, 7), date(2019, 2, 9)))
    3
    """
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
