"""What an allocation did, in whole numbers: who was served, tier by tier, and at what cost; policies side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...enums.allocation import Policy
from .compatibility import folded
from .folded import Folded
from .policies import allocate
from .problem import Allocation, Night


@dataclass(frozen=True)
class TierServed:
    """Households of one tier: how many were served, of how many that asked."""

    tier: int
    served: int
    asked: int


@dataclass(frozen=True)
class Measures:
    """One allocation in figures.

    `hectometres`: the distances of the served whose request and lot both have a point, added up, in hundreds of metres;
    `measured` says how many stays that is. `wasted`: beds of a room taken that nobody sleeps in. `waiting`: nights
    waited by the served, added up. `units_left`: rooms, beds and chairs of open lots that are still free.
    """

    households: int
    persons: int
    tiers: tuple[TierServed, ...]
    waiting: int
    kept_site: int
    wasted: int
    hectometres: int
    measured: int
    units_left: int

    @property
    def mean_km(self) -> float | None:
        """Kilometres per stay that has a distance, to one decimal; None when none has."""
        return round(self.hectometres / self.measured / 10, 1) if self.measured else None


def measure(night: Night, allocation: Allocation) -> Measures:
    """What an allocation did for this night."""
    return measured(folded(night), night, allocation)


def measured(numbers: Folded, night: Night, allocation: Allocation) -> Measures:
    """The same, for a night already folded."""
    lots = {lot.key: index for index, lot in enumerate(numbers.lots)}
    rows = {(row.party, row.members): index for index, row in enumerate(numbers.rows)}
    left = sum(lot.units for lot in night.lots if not lot.is_closed)
    kept = wasted = distance = counted = 0
    for index, party in enumerate(night.parties):
        stays = [(rows[index, stay.members], lots[stay.lot]) for stay in allocation.stays.get(party.key, ())]
        kept += bool(stays) and all(numbers.kept[row, lot] for row, lot in stays)
        for row, lot in stays:
            left -= numbers.takes(row, lot)
            wasted += int(numbers.wasted[row, lot])
            if party.point and night.lots[lot].point:
                distance += int(numbers.distance[row, lot])
                counted += 1
    served = allocation.served()
    return Measures(
        households=len(served),
        persons=sum(party.size for party in night.parties if party.key in served),
        tiers=tiers_served(night, served),
        waiting=sum(party.waiting for party in night.parties if party.key in served),
        kept_site=kept,
        wasted=wasted,
        hectometres=distance,
        measured=counted,
        units_left=left,
    )


def tiers_served(night: Night, served: Iterable[str]) -> tuple[TierServed, ...]:
    """How many of each tier that asks tonight are served, the first tier first."""
    keys = frozenset(served)
    tiers = sorted({party.tier for party in night.parties})
    return tuple(
        TierServed(
            tier,
            sum(party.tier == tier and party.key in keys for party in night.parties),
            sum(party.tier == tier for party in night.parties),
        )
        for tier in tiers
    )


def compare(
    night: Night, policies: Iterable[Policy] = tuple(Policy), *, seconds: float = 30.0
) -> list[tuple[Policy, Allocation, Measures]]:
    """The same night by several policies."""
    numbers = folded(night)
    found = []
    for policy in policies:
        allocation = allocate(night, policy, seconds=seconds)
        found.append((policy, allocation, measured(numbers, night, allocation)))
    return found
