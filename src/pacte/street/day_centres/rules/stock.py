"""What a stock may do: assemble kits from their parts, and share out what is not enough for all.

Pure: quantities in, quantities out. An item is named by its key; the words are found by whoever shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Shortage:
    """An item of which there is not enough: how many are needed, how many are there."""

    item: int
    needed: int
    available: int

    @property
    def missing(self) -> int:
        return self.needed - self.available


def needed_for(recipe: Mapping[int, int], kits: int) -> dict[int, int]:
    """How many of each item so many kits take; `recipe` says how many one takes.

    >>> needed_for({1: 2, 2: 1}, 10)
    {1: 20, 2: 10}
    """
    return {item: each * kits for item, each in recipe.items()}


def shortages(needed: Mapping[int, int], levels: Mapping[int, int]) -> list[Shortage]:
    """The items of which the stock has less than needed, the largest lack first.

    >>> shortages({1: 20, 2: 10}, {1: 12, 2: 10})
    [Shortage(item=1, needed=20, available=12)]
    """
    found = [Shortage(item, count, levels.get(item, 0)) for item, count in needed.items()]
    return sorted((each for each in found if each.missing > 0), key=lambda it: (-it.missing, it.item))


def kits_possible(recipe: Mapping[int, int], levels: Mapping[int, int]) -> int:
    """How many kits the stock's parts allow; none for an empty recipe.

    >>> kits_possible({1: 2, 2: 1}, {1: 9, 2: 30}), kits_possible({}, {1: 9})
    (4, 0)
    """
    return min((levels.get(item, 0) // each for item, each in recipe.items()), default=0)


def share_out(available: int, asked: Mapping[int, int]) -> dict[int, int]:
    """Share what there is between those who ask, in proportion, never giving more than was asked.

    Everyone is served whole when there is enough. Otherwise each gets the whole part of their share, and what is
    left goes one by one to the largest remainders (Hamilton's method); ties go to the smaller request, then to the
    smaller key, so that the same requests always give the same answer. Nothing is kept back.

    >>> share_out(100, {1: 40, 2: 50})
    {1: 40, 2: 50}
    >>> share_out(10, {1: 10, 2: 5, 3: 5})
    {1: 5, 2: 3, 3: 2}
    >>> share_out(0, {1: 10}), share_out(7, {})
    ({1: 0}, {})
    """
    total = sum(asked.values())
    if total <= available:
        return dict(asked)
    quotas = {key: Fraction(wanted * available, total) for key, wanted in asked.items()}
    given = {key: int(quota) for key, quota in quotas.items()}
    rest = available - sum(given.values())
    by_remainder = sorted(asked, key=lambda key: (given[key] - quotas[key], asked[key], key))
    for key in by_remainder[:rest]:
        given[key] += 1
    return given
