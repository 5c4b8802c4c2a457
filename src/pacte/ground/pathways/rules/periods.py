"""Dated periods that defer an act, such as the winter truce. They are data that a city keeps: none is written here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """Days within which acts of a kind may not be done, both included, with the text that says so.

    `is_sample`: no verified source; shown as an example.
    """

    kind: str
    starts_on: date
    ends_on: date
    reference: str = ""
    is_sample: bool = False


def deferred(day: date, kind: str, periods: Iterable[Period]) -> date:
    """The day, or the day after the period in which it falls, and after the next if they touch.

    >>> truce = Period("truce", date(2024, 11, 1), date(2025, 3, 31))
    >>> deferred(date(2024, 12, 26), "truce", [truce]), deferred(date(2024, 10, 31), "truce", [truce])
    (datetime.date(2025, 4, 1), datetime.date(2024, 10, 31))
    """
    for period in sorted((each for each in periods if each.kind == kind), key=lambda each: each.starts_on):
        if period.starts_on <= day <= period.ends_on:
            day = period.ends_on + timedelta(days=1)
    return day
