"""Dated periods that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

CHANGING = ("closed", "other_hours")
"""Kinds that say when the doors are open; a message says nothing of it."""


@dataclass(frozen=True)
class Stretch:
    """A period as it is compared: `target` is what it bears on ("" for the whole place); both days are included."""

    target: str
    kind: str
    first_day: date
    last_day: date
    hours: str = ""


def contradicting(new: Stretch, others: Iterable[Stretch]) -> list[Stretch]:
    """Those that say something else of the same days and the same target.

    A service may stay open while its place is closed: it is said on the service, and contradicts nothing.

    >>> august = Stretch("", "closed", date(2019, 8, 1), date(2019, 8, 31))
    >>> feast = Stretch("", "other_hours", date(2019, 8, 15), date(2019, 8, 15), "10:00-12:00")
    >>> contradicting(feast, [august]) == [august]
    True
    >>> contradicting(Stretch("shower", "other_hours", *[date(2019, 8, 15)] * 2, "10:00-12:00"), [august])
    []
    >>> contradicting(Stretch("", "closed", date(2019, 8, 31), date(2019, 9, 2)), [august])
    []
    >>> contradicting(Stretch("", "notice", date(2019, 8, 15), date(2019, 8, 15)), [august])
    []
    """
    if new.kind not in CHANGING:
        return []
    return [
        each for each in others
        if each.kind in CHANGING and each.target == new.target
        and each.first_day <= new.last_day and new.first_day <= each.last_day
        and (each.kind, each.hours) != (new.kind, new.hours)
    ]  # fmt: skip
