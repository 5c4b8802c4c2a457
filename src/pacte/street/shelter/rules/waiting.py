"""Nights in a row without a place, and from how many on it is told as an alert."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

LOOK_BACK = 180
"""Nights looked back at, at most: a longer wait is counted as that many."""


def in_a_row(night: date, unserved: Collection[date]) -> int:
    """How many nights just before this one are all among the unserved.

    >>> feb = lambda day: date(2019, 2, day)
    >>> in_a_row(feb(7), {feb(6), feb(5), feb(3)})
    2
    >>> in_a_row(feb(7), {feb(5)})
    0
    """
    count = 0
    while count < LOOK_BACK and night - timedelta(days=count + 1) in unserved:
        count += 1
    return count
