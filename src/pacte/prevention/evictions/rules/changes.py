"""A change between two years: of two levels when both are known, else as its source gives it, which is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pacte.ground.indicators.rules.rates import Rate, Rounded, rate_of_change


@dataclass(frozen=True)
class Level:
    """What a source says of a year: a number, or a change alone, or both."""

    year: int
    value: int | None = None
    change: Decimal | None = None
    qualifier: str = "exact"


def change_of(levels: Mapping[int, Level], year: int) -> Rate | None:
    """The change from the year before: from the two levels first, else as stated; None when neither is there.

    >>> change_of({2017: Level(2017, 1000), 2018: Level(2018, 890)}, 2018).centre
    Decimal('-11')
    >>> stated = change_of({2018: Level(2018, change=Decimal(-11))}, 2018)
    >>> stated.printed("fr"), stated.remark("fr")
    ('−11\\u202f%', 'niveaux non précisés')
    >>> change_of({2018: Level(2018, 5)}, 2018) is None
    True
    """
    now, before = levels.get(year), levels.get(year - 1)
    if now and before and now.value is not None and before.value:
        low = Rounded(Decimal(before.value), before.qualifier)
        if low.bounds[0] > 0:
            return rate_of_change(low, Rounded(Decimal(now.value), now.qualifier))
    if now and now.change is not None:
        return Rate.stated(now.change)
    return None


def disagrees(levels: Mapping[int, Level], year: int) -> bool:
    """Does the change that a source states differ by more than half a point from that of its own two levels?

    >>> disagrees({2015: Level(2015, 4036), 2016: Level(2016, 3986, Decimal("-1.25"))}, 2016)
    False
    >>> disagrees({2017: Level(2017, 100), 2018: Level(2018, 80, Decimal(-11))}, 2018)
    True
    """
    now, before = levels.get(year), levels.get(year - 1)
    if not (now and before and now.value is not None and before.value and now.change is not None):
        return False
    made = Decimal(now.value - before.value) * 100 / Decimal(before.value)
    return abs(made - now.change) > Decimal("0.5")


def by_year(levels: Iterable[Level]) -> dict[int, Level]:
    """The levels by their year."""
    return {each.year: each for each in levels}
