"""What a site may say it has free, and until when a link of the evening holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .night import NOON


def link_expires(night: date) -> datetime:
    """The local moment at which a night's link stops working: the noon that ends the night.

    >>> link_expires(date(2019, 2, 7))
    datetime.datetime(2019, 2, 8, 12, 0)
    """
    return datetime.combine(night + timedelta(days=1), NOON)


def most_free(capacity: int, closed: int, held: int) -> int:
    """The most units that a site may say are free, beside those that the platform holds.

    >>> most_free(10, 2, 5), most_free(2, 2, 1)
    (3, 0)
    """
    return max(0, capacity - closed - held)


def stepped(number: str, by: int, most: int) -> int:
    """A number of the form one step further, within its bounds; what is not a number counts as nothing yet.

    >>> stepped("3", 1, 5), stepped("5", 1, 5), stepped("", -1, 5), stepped("un", 1, 5)
    (4, 5, 0, 1)
    """
    now = int(number) if number.strip().isdecimal() else 0
    return max(0, min(most, now + by))
