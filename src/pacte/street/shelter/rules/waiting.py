"""Nights in a row without a place, and from how many on it is told as an alert."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"

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


@dataclass(frozen=True)
class Alert:
    """From how many nights in a row without a place a household is told as an alert; an example when no text says."""

    nights: int
    is_sample: bool


@cache
def alert() -> Alert:
    """What `data/waiting.toml` says.

    >>> alert().nights > 1, alert().is_sample
    (True, True)
    """
    said = tomllib.loads((DATA / "waiting.toml").read_text(encoding="utf-8"))
    return Alert(said["alert_after"], said["is_sample"])


BUCKETS = ((0, 0), (1, 2), (3, 6), (7, LOOK_BACK))
"""Nights without a place, as the page groups them: both ends included."""


def bucket_of(nights: int) -> int:
    """The rank of the group that holds this many nights.

    >>> [bucket_of(nights) for nights in (0, 2, 3, 7, 400)]
    [0, 1, 2, 3, 3]
    """
    return next((rank for rank, (_first, last) in enumerate(BUCKETS) if nights <= last), len(BUCKETS) - 1)
