"""Portions served: two sources that are never added.

A place, a day and a meal are told by the totals entered for its slots, or else by the counter of the place. As soon as
one total is entered for them, the counter is left aside: what was counted is in the total already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Where = tuple[int, date, str]
"""A place, a day, a meal."""


@dataclass(frozen=True)
class Served:
    """How many portions, and who says so."""

    portions: int
    is_entered: bool


def together(entered: Iterable[tuple[Where, int]], counted: Mapping[Where, int]) -> dict[Where, Served]:
    """Portions served at each place, on each day, for each meal.

    >>> here = (1, date(2026, 5, 4), "lunch")
    >>> together([(here, 30), (here, 12)], {here: 41})[here]
    Served(portions=42, is_entered=True)
    >>> together([], {here: 41})[here]
    Served(portions=41, is_entered=False)
    """
    found = {where: Served(portions, is_entered=False) for where, portions in counted.items()}
    typed: dict[Where, int] = {}
    for where, portions in entered:
        typed[where] = typed.get(where, 0) + portions
    return found | {where: Served(portions, is_entered=True) for where, portions in typed.items()}
