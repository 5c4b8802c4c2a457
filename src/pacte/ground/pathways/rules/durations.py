"""How a delay becomes a day: units, direction, and what becomes of a term that falls on a closed day.

Sources: articles 640 to 642 of the code de procédure civile. The day of the act does not count (641 al. 1); months and
years end on the same day number, or on the last day of the month (641 al. 2); a delay expires on its last day at
midnight, and one that ends on a Saturday, a Sunday or a holiday runs to the next working day (642). Clear days
(abolished in civil matters by the decree of 28 August 1972) stay as an option. No text says how a delay counted
backward rolls.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from pacte.ground.pathways.rules.calendar import (
    is_business_day,
    is_working_day,
    next_working_day,
    previous_working_day,
)
from pacte.ground.pathways.rules.scheme import Roll, TermDirection, Unit

_DAY = timedelta(days=1)
_COUNTED: dict[Unit, Callable[[date], bool]] = {Unit.WORKING_DAYS: is_working_day, Unit.BUSINESS_DAYS: is_business_day}


@lru_cache(maxsize=16_384)
def term(
    start: date, length: int, unit: Unit, direction: TermDirection = TermDirection.AFTER, roll: Roll = Roll.NEXT
) -> date:
    """The last day of a delay that starts on a day (not counted), or the first of one that looks back from it.

    >>> term(date(2024, 3, 27), 6, Unit.WEEKS)
    datetime.date(2024, 5, 10)
    >>> term(date(2024, 6, 12), 5, Unit.WORKING_DAYS, TermDirection.BEFORE, Roll.PREVIOUS)
    datetime.date(2024, 6, 5)
    >>> term(date(2023, 12, 31), 2, Unit.MONTHS, roll=Roll.NONE)
    datetime.date(2024, 2, 29)
    """
    raw = add(start, length, unit) if direction == TermDirection.AFTER else subtract(start, length, unit)
    return rolled(raw, roll)


def add(start: date, length: int, unit: Unit) -> date:
    """The day that comes so long after another, before any rolling. Clear days: the last day does not count either.

    >>> add(date(2024, 5, 7), 3, Unit.WORKING_DAYS), add(date(2024, 5, 7), 3, Unit.BUSINESS_DAYS)
    (datetime.date(2024, 5, 14), datetime.date(2024, 5, 13))
    >>> add(date(2024, 6, 24), 10, Unit.CLEAR_DAYS)
    datetime.date(2024, 7, 5)
    """
    return _moved(start, length, unit, 1)


def subtract(start: date, length: int, unit: Unit) -> date:
    """The day that comes so long before another, before any rolling.

    >>> subtract(date(2025, 3, 31), 1, Unit.MONTHS), subtract(date(2024, 2, 29), 1, Unit.YEARS)
    (datetime.date(2025, 2, 28), datetime.date(2023, 2, 28))
    """
    return _moved(start, length, unit, -1)


def rolled(day: date, roll: Roll) -> date:
    """The day, or the working day next to it that the rule names.

    >>> rolled(date(2024, 5, 8), Roll.NEXT), rolled(date(2024, 5, 8), Roll.PREVIOUS)
    (datetime.date(2024, 5, 10), datetime.date(2024, 5, 7))
    """
    if roll == Roll.NEXT:
        return next_working_day(day)
    return previous_working_day(day) if roll == Roll.PREVIOUS else day


def counted_days(first: date, until: date, unit: Unit) -> int:
    """How many days that a unit counts lie from a day (included) to another (excluded); calendar days for most units.

    >>> counted_days(date(2024, 5, 6), date(2024, 5, 13), Unit.WORKING_DAYS)
    3
    >>> counted_days(date(2024, 5, 6), date(2024, 5, 13), Unit.MONTHS)
    7
    """
    counts = _COUNTED.get(unit)
    days = max((until - first).days, 0)
    return days if counts is None else sum(counts(first + after * _DAY) for after in range(days))


def _moved(start: date, length: int, unit: Unit, sign: int) -> date:
    counts = _COUNTED.get(unit)
    if counts is not None:
        return _stepped(start, length, sign, counts)
    if unit == Unit.MONTHS:
        return _by_months(start, sign * length)
    if unit == Unit.YEARS:
        return _by_months(start, sign * length * 12)
    days = {Unit.WEEKS: 7 * length, Unit.CLEAR_DAYS: length + 1}.get(unit, length)
    return start + timedelta(days=sign * days)


def _stepped(day: date, left: int, sign: int, counts: Callable[[date], bool]) -> date:
    while left:
        day += sign * _DAY
        left -= counts(day)
    return day


def _by_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
