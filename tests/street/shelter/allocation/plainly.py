"""A second opinion, written in the plainest way: every allocation of a tiny night, and a check of the hard rules.

Nothing is shared with the solver but `broken`, which says what forbids one pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from pacte.street.shelter.enums.stock import LotAudience, LotKind
from pacte.street.shelter.rules.allocation.compatibility import broken, distance, tonight
from pacte.street.shelter.rules.allocation.lottery import pair_numbers, tickets
from pacte.street.shelter.rules.allocation.problem import Allocation, Lot, Night, Party

Placed = tuple[tuple[str, tuple[int, ...]], ...]
"""Lots with the positions of those who go there; empty: unserved."""


def offence(night: Night, stays: Mapping[str, Placed]) -> str:
    """The first hard rule that an allocation breaks, in words; nothing when it breaks none."""
    lots = {lot.key: lot for lot in night.lots}
    taken: Counter[str] = Counter()
    genders: dict[str, set[str]] = defaultdict(set)
    sites: dict[str, set[str]] = defaultdict(set)
    for party in night.parties:
        placed = stays.get(party.key, ())
        if not placed:
            continue
        groups = sorted(members for _, members in placed)
        if groups != [tuple(range(party.size))] and groups != sorted(party.parts):
            return f"{party.key} is split without agreeing"
        for key, members in placed:
            lot = tonight(lots[key], night.modes)
            if rules := broken(party, lot, members):
                return f"{party.key} in {key}: {rules}"
            taken[key] += 1 if lot.kind == LotKind.ROOM else len(members)
            genders[key] |= {party.members[place].gender for place in members}
            sites[party.key].add(lot.site)
    for key, units in taken.items():
        if units > lots[key].units:
            return f"{key} is overfull"
        if lots[key].audience == LotAudience.WOMEN_OR_MEN and lots[key].kind != LotKind.ROOM and len(genders[key]) > 1:
            return f"{key} holds women and men"
    for pair in night.apart:
        one, other = sorted(pair)
        if sites[one] & sites[other]:
            return f"{one} and {other} are on one site"
    return ""


def ways(night: Night, party: Party) -> list[Placed]:
    """Every way to place one household, alone in the city."""

    def fit(members: tuple[int, ...]) -> list[Lot]:
        return [lot for lot in night.lots if not broken(party, tonight(lot, night.modes), members)]

    everybody = tuple(range(party.size))
    found: list[Placed] = [(), *(((lot.key, everybody),) for lot in fit(everybody))]
    if party.parts:
        split: list[Placed] = [()]
        for part in party.parts:
            split = [(*placed, (lot.key, part)) for placed in split for lot in fit(part)]
        found += split
    return found


def every_allocation(night: Night) -> Iterator[dict[str, Placed]]:
    """Every allocation that breaks no hard rule."""

    def further(parties: list[Party], stays: dict[str, Placed]) -> Iterator[dict[str, Placed]]:
        if not parties:
            yield dict(stays)
            return
        for placed in ways(night, parties[0]):
            stays[parties[0].key] = placed
            if not placed or not offence(night, stays):
                yield from further(parties[1:], stays)
        del stays[parties[0].key]

    return further(list(night.parties), {})


def brought_forward(night: Night) -> set[str]:
    """Whom the quota serves after the first tier."""
    if night.quota is None:
        return set()
    percent, nights = night.quota
    free = sum(lot.units for lot in night.lots if not lot.is_closed)
    numbers = tickets([party.key for party in night.parties], night.seed)
    candidates = [
        party
        for party in night.parties
        if party.tier != 1
        and party.waiting >= nights
        and any(
            not broken(party, tonight(lot, night.modes), members)
            for lot in night.lots
            for members in (tuple(range(party.size)), *party.parts)
        )
    ]
    candidates.sort(key=lambda party: (-party.waiting, party.tier, numbers[party.key]))
    return {party.key for party in candidates[: ceil(percent / 100 * free)]}


class Judging:
    """What one allocation is worth, level by level, the least is best."""

    def __init__(self, night: Night) -> None:
        self.night = night
        self.lots = {lot.key: lot for lot in night.lots}
        self.forward = brought_forward(night)
        self.tickets = tickets([party.key for party in night.parties], night.seed)
        self.tiers = sorted({party.tier for party in night.parties})
        names = [party.key for party in night.parties]
        names += [f"{party.key}/{part}" for party in night.parties for part in range(len(party.parts))]
        numbers = pair_numbers(names, list(self.lots), night.seed)
        self.pairs = {
            (name, lot): int(numbers[row, column])
            for row, name in enumerate(names)
            for column, lot in enumerate(self.lots)
        }
        self.metres = {
            (party.key, key): distance(party, lot) for party in night.parties for key, lot in self.lots.items()
        }

    def levels(self, stays: Mapping[str, Placed]) -> list[int]:
        served = [party for party in self.night.parties if stays[party.key]]
        own = Counter("forward" if party.key in self.forward else party.tier for party in served)
        counts = [-own[tier] for tier in self.tiers]
        if self.night.quota:
            counts.insert(1 if 1 in self.tiers else 0, -own["forward"])
        kept = sum(
            bool(party.previous_site) and all(self.lots[lot].site == party.previous_site for lot, _ in stays[party.key])
            for party in served
        )
        waiting = sum(party.waiting for party in served)
        placed = [(party, lot, members) for party in served for lot, members in stays[party.key]]
        wasted = sum(
            self.lots[lot].unit_places - len(members)
            for _, lot, members in placed
            if self.lots[lot].kind == LotKind.ROOM
        )
        metres = sum(self.metres[party.key, lot] for party, lot, _ in placed)
        return [*counts, -waiting, -kept, wasted, metres, sum(self.tickets[party.key] for party in served)]

    def last(self, stays: Mapping[str, Placed]) -> int:
        """The sum of the numbers that settle who goes where."""
        total = 0
        for party in self.night.parties:
            for lot, members in stays[party.key]:
                is_whole = len(members) == party.size
                name = party.key if is_whole else f"{party.key}/{party.parts.index(members)}"
                total += self.pairs[name, lot]
        return total


def best(night: Night) -> tuple[dict[str, Placed], list[int]]:
    """The best of every allocation, and what it is worth."""
    judging = Judging(night)
    found = min(every_allocation(night), key=lambda stays: (judging.levels(stays), judging.last(stays)))
    return found, judging.levels(found)


def as_placed(allocation: Allocation) -> dict[str, Placed]:
    return {key: tuple((stay.lot, stay.members) for stay in stays) for key, stays in allocation.stays.items()}


def proven(allocation: Allocation) -> Any:
    """Whether every level is said to be proven."""
    return all(level.is_proven for level in allocation.reached)
