"""Arithmetic of a night's report: middles of delays, shares with their base. A missing count is never a zero."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def middle(values: Iterable[int]) -> int | None:
    """The median, halves rounded up; none of nothing.

    >>> middle([5, 1, 30]), middle([1, 2]), middle([])
    (5, 2, None)
    """
    kept = sorted(values)
    if not kept:
        return None
    half = len(kept) // 2
    return kept[half] if len(kept) % 2 else (kept[half - 1] + kept[half] + 1) // 2


def nine_tenths(values: Iterable[int]) -> int | None:
    """The value that nine in ten do not exceed (nearest rank); none of nothing.

    >>> nine_tenths(range(1, 11)), nine_tenths([7]), nine_tenths([])
    (9, 7, None)
    """
    kept = sorted(values)
    return kept[math.ceil(len(kept) * 9 / 10) - 1] if kept else None


def percent(part: int | None, base: int | None) -> int | None:
    """A share in whole percent, none without a base.

    >>> percent(9, 10), percent(None, 10), percent(0, 0)
    (90, None, None)
    """
    return None if part is None or not base else round(100 * part / base)


def total(values: Sequence[int | None]) -> int | None:
    """The sum of what was counted, none when nothing was.

    >>> total([1, None, 2]), total([None, None]), total([])
    (3, None, None)
    """
    counted = [value for value in values if value is not None]
    return sum(counted) if counted else None
