"""Does a home fit a household: its size against the rooms, its resources against the ceiling and the rent.

The numbers are data with an owner; those that ship are an example, and the pages say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`rooms` gives the fewest and the most persons by number of rooms; `ceilings` the yearly resources by number of
    persons, in cents, and `each_more` what one more person adds; `effort` the most that the rent may take of the
    monthly resources, in percent.
    """

    rooms: Mapping[int, tuple[int, int]]
    ceilings: Mapping[int, int]
    each_more: int
    effort: int
    is_sample: bool = True

    def ceiling(self, persons: int) -> int:
        """Yearly resources that a household of this size may not exceed, in cents."""
        largest = max(self.ceilings)
        return self.ceilings.get(persons, self.ceilings[largest] + self.each_more * max(0, persons - largest))

    def persons_for(self, rooms: int) -> tuple[int, int]:
        """Fewest and most persons for so many rooms; beyond the table, those of its last line."""
        return self.rooms.get(rooms, self.rooms[max(self.rooms)])


@dataclass(frozen=True)
class Home:
    """A home offered: rooms, monthly rent with charges in cents, and whether a wheelchair gets in."""

    rooms: int
    rent: int
    is_accessible: bool = False


@dataclass(frozen=True)
class Household:
    """Who asks: how many persons, monthly resources that count in cents (None: not said), an accessible home or not."""

    persons: int
    resources: int | None
    needs_accessible: bool = False


def misfits(home: Home, household: Household, limits: Limits) -> list[str]:
    """Why the home does not fit, as codes; none: it fits.

    >>> limits = Limits({1: (1, 1), 2: (1, 2), 3: (2, 4)}, {1: 2_400_000, 2: 3_600_000}, 500_000, 35)
    >>> misfits(Home(2, 50_000), Household(2, 180_000), limits)
    []
    >>> misfits(Home(1, 90_000), Household(3, 220_000, needs_accessible=True), limits)
    ['too_small', 'rent_too_high', 'not_accessible']
    >>> misfits(Home(3, 50_000), Household(1, 300_000), limits)
    ['too_large', 'over_ceiling']
    >>> misfits(Home(1, 30_000), Household(1, None), limits)
    ['resources_unknown']
    """
    fewest, most = limits.persons_for(home.rooms)
    found = []
    if household.persons > most:
        found.append("too_small")
    if household.persons < fewest:
        found.append("too_large")
    if household.resources is None:
        found.append("resources_unknown")
    else:
        if household.resources * 12 > limits.ceiling(household.persons):
            found.append("over_ceiling")
        if home.rent * 100 > household.resources * limits.effort:
            found.append("rent_too_high")
    if household.needs_accessible and not home.is_accessible:
        found.append("not_accessible")
    return found


def counted_resources(own: int | None, partner: int | None, *, own_alone: bool) -> int | None:
    """Monthly resources that count, in cents: a victim of violence who is married or in a civil union, her own alone.

    CCH, art. L441-1.

    >>> counted_resources(120_000, 200_000, own_alone=True), counted_resources(120_000, 200_000, own_alone=False)
    (120000, 320000)
    >>> counted_resources(None, 200_000, own_alone=False) is None
    True
    """
    if own is None or own_alone:
        return own
    return own + (partner or 0)
