"""Which period a campaign asks of a figure, and which answers fit it. It mends no date: it says what does not fit."""

from __future__ import annotations

from datetime import date

STOCK_LIKE = frozenset({"stock", "capacity", "target", "rule", "ratio"})
"""Kinds told at a date: they have no first day."""


def period_asked(kind: str, start: date, end: date, counted_since: date | None) -> tuple[date | None, date]:
    """The first and last day to ask for, in a campaign that runs over this period.

    A total goes on from the day since which it was counted.

    >>> period_asked("stock", date(2019, 10, 1), date(2020, 9, 30), None)
    (None, datetime.date(2020, 9, 30))
    >>> period_asked("cumulative", date(2019, 10, 1), date(2020, 9, 30), date(2015, 1, 1))
    (datetime.date(2015, 1, 1), datetime.date(2020, 9, 30))
    """
    if kind in STOCK_LIKE:
        return None, end
    if kind == "cumulative" and counted_since is not None:
        return counted_since, end
    return start, end


def period_fits(kind: str, first: date | None, last: date | None, start: date, end: date) -> bool:
    """Whether a figure of this period answers a campaign over these days. A total may have begun before.

    >>> period_fits("flow", date(2020, 1, 1), date(2020, 6, 30), date(2019, 10, 1), date(2020, 9, 30))
    True
    >>> period_fits("flow", date(2019, 1, 1), date(2020, 6, 30), date(2019, 10, 1), date(2020, 9, 30))
    False
    """
    if last is None or not start <= last <= end:
        return False
    return first is None or kind in {"cumulative", "change"} or first >= start
