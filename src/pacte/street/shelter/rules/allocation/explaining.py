"""Why each household has what it has: codes and numbers, which `reads.explained` puts into words.

An explanation names no other household and no lot but the household's own. It is made from `seen.View`, in which sites
kept from the household do not exist and restricted households are not counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...enums.allocation import HardRule, Policy
from . import compatibility
from .problem import Allocation, Lot, Night, Party
from .seen import Seen, View, Why


class UnservedReason(StrEnum):
    """Why a household has no place."""

    NO_PLACE = "no_place"
    NO_COMPATIBLE_PLACE = "no_compatible_place"
    OUTRANKED = "outranked"
    MINOR_ALONE = "minor_alone"


class Decider(StrEnum):
    """What decided: between the lots that could take a served household, or against an unserved one."""

    ONLY = "only"
    CONTINUITY = "continuity"
    WASTED = "wasted"
    DISTANCE = "distance"
    LOTTERY = "lottery"
    TIERS = "tiers"
    QUOTA = "quota"
    WAITING = "waiting"
    ARRIVAL = "arrival"
    PARTS = "parts"
    NIGHT = "night"
    """The night as a whole: what was best for this household alone served more, or served better, elsewhere."""


@dataclass(frozen=True)
class RuleCount:
    """How many lots one hard rule keeps from a household. A lot may count under several rules."""

    rule: HardRule
    lots: int


@dataclass(frozen=True)
class TierCount:
    """How many households of one tier."""

    tier: int
    households: int


@dataclass(frozen=True)
class Explanation:
    """Why a household is served, or not (`reason`).

    `rank` of `of_tier`: its place among the households of its tier, by nights waited then the draw; for the policy of
    arrival, its place among all by arrival. `lots`: those it may be told of; `compatible`: those that could take it
    whole or, when none can, a part it agreed to; `excluded`: what keeps it from the others. `draw` of `drawn`: its rank
    in the lottery. `taken_by`: who has the compatible lots, for an unserved household. `to_split`: a remedy may be to
    propose to split, with the household's agreement. `hectometres` is None when a point is missing.
    """

    party: str
    policy: Policy
    tier: int
    waiting: int
    rank: int
    of_tier: int
    lots: int
    compatible: int
    excluded: tuple[RuleCount, ...]
    draw: int
    drawn: int
    reason: UnservedReason | None = None
    decider: Decider | None = None
    taken_by: tuple[TierCount, ...] = ()
    to_split: bool = False
    parts: int = 0
    keeps_site: bool = False
    wasted: int = 0
    hectometres: int | None = None

    @property
    def is_served(self) -> bool:
        return self.reason is None


def explain(night: Night, allocation: Allocation) -> dict[str, Explanation]:
    """An explanation for each household that asks, by its key."""
    seen = Seen(night, allocation)
    standing = _Standing(seen)
    return {party.key: _explained(seen, standing, party) for party in night.parties}


def _explained(seen: Seen, standing: _Standing, party: Party) -> Explanation:
    view = seen.view(party)
    reasons = seen.reasons(view)
    whole = [lot for lot, why in zip(view.lots, reasons, strict=True) if not why]
    compatible = whole or _for_parts(seen, view)
    counted = Counter(rule for why in reasons for rule in why)
    found = _served(seen, party, whole) if seen.stays(party) else _unserved(seen, view, compatible, reasons)
    return Explanation(
        party=party.key,
        policy=seen.allocation.policy,
        tier=party.tier,
        waiting=party.waiting,
        lots=len(view.lots),
        compatible=len(compatible),
        excluded=tuple(RuleCount(rule, counted[rule]) for rule in HardRule if counted[rule]),
        drawn=view.others + 1,
        **standing.of(party),
        **found,
    )


class _Standing:
    """Where a household stands in its tier and in the draw, restricted households left out."""

    def __init__(self, seen: Seen) -> None:
        self.tickets = seen.allocation.tickets
        self.is_arrival = seen.allocation.policy == Policy.FIRST_COME
        self.draws = sorted(self._draw(party) for party in seen.parties)
        self.peers: dict[int, list[tuple[int, int, str]]] = {}
        for party in seen.parties:
            self.peers.setdefault(self._group(party), []).append(self._merit(party))
        for peers in self.peers.values():
            peers.sort()

    def of(self, party: Party) -> dict[str, Any]:
        peers = self.peers.get(self._group(party), [])
        return {
            "rank": bisect_left(peers, self._merit(party)) + 1,
            "of_tier": len(peers) + party.is_confidential,
            "draw": bisect_left(self.draws, self._draw(party)) + 1,
        }

    def _group(self, party: Party) -> int:
        return 0 if self.is_arrival else party.tier

    def _merit(self, party: Party) -> tuple[int, int, str]:
        if self.is_arrival:
            return (party.received, 0, party.key)
        return (-party.waiting, *self._draw(party))

    def _draw(self, party: Party) -> tuple[int, str]:
        return (self.tickets.get(party.key, 0), party.key)


def _for_parts(seen: Seen, view: View) -> list[Lot]:
    """Lots for the parts a household agreed to, when each part has one."""
    found = [seen.reasons(view, part) for part in view.party.parts]
    if not found or not all(any(not why for why in reasons) for reasons in found):
        return []
    return [lot for lot, *whys in zip(view.lots, *found, strict=True) if not all(whys)]


def _served(seen: Seen, party: Party, whole: list[Lot]) -> dict[str, Any]:
    taken = [(seen.by_key[stay.lot], stay.members) for stay in seen.stays(party)]
    distances = [seen.distance(party, lot) for lot, _members in taken if party.point and lot.point]
    return {
        "decider": _decider(seen, party, taken[0][0], whole) if len(taken) == 1 else Decider.PARTS,
        "parts": len(taken) if len(taken) > 1 else 0,
        "keeps_site": all(compatibility.kept(party, lot) for lot, _members in taken),
        "wasted": sum(compatibility.wasted(party, lot, members) for lot, members in taken),
        "hectometres": max(distances) if len(distances) == len(taken) else None,
    }


def _decider(seen: Seen, party: Party, chosen: Lot, whole: list[Lot]) -> Decider:
    """The level at which the lot given stands alone among those that could take the household."""
    left = [lot for lot in whole if lot.key != chosen.key]
    if not left:
        return Decider.ONLY
    if seen.allocation.policy == Policy.FIRST_COME:
        return Decider.ARRIVAL
    costs = (
        (Decider.CONTINUITY, lambda lot: not compatibility.kept(party, lot)),
        (Decider.WASTED, lambda lot: compatibility.wasted(party, lot)),
        (Decider.DISTANCE, lambda lot: seen.distance(party, lot)),
    )
    for decider, cost in costs:
        if any(cost(lot) < cost(chosen) for lot in left):
            return Decider.NIGHT
        left = [lot for lot in left if cost(lot) == cost(chosen)]
        if not left:
            return decider
    return Decider.LOTTERY


def _unserved(seen: Seen, view: View, compatible: list[Lot], reasons: list[Why]) -> dict[str, Any]:
    party = view.party
    if party.has_minor_alone or all(member.is_child for member in party.members):
        return {"reason": UnservedReason.MINOR_ALONE}
    if not any(lot.units > 0 and not lot.is_closed for lot in view.lots):
        return {"reason": UnservedReason.NO_PLACE}
    if not compatible:
        return {"reason": UnservedReason.NO_COMPATIBLE_PLACE, "to_split": _to_split(party, reasons)}
    takers = {other.key: other for lot in compatible for other in seen.takers[lot.key] if other.key != party.key}
    tiers = Counter(other.tier for other in takers.values())
    return {
        "reason": UnservedReason.OUTRANKED,
        "decider": _outranked_by(seen, party, list(takers.values()), compatible),
        "taken_by": tuple(TierCount(tier, tiers[tier]) for tier in sorted(tiers)),
    }


def _to_split(party: Party, reasons: list[Why]) -> bool:
    """Whether its size keeps a household of several adults from some lot that nothing else does, or from every lot."""
    if party.parts or sum(not member.is_child for member in party.members) < 2:
        return False
    return any(why == (HardRule.TOO_LARGE,) for why in reasons) or all(HardRule.TOO_LARGE in why for why in reasons)


def _outranked_by(seen: Seen, party: Party, takers: list[Party], compatible: list[Lot]) -> Decider:
    """The level at which everyone who has a place this household could have had stands before it."""
    if seen.allocation.policy == Policy.FIRST_COME:
        return Decider.ARRIVAL
    if not takers:
        return Decider.NIGHT
    mine = seen.standing(party)
    last = max(map(seen.standing, takers))
    if last > mine:
        return Decider.NIGHT
    if last[0] != mine[0]:
        is_by_quota = any(other.tier >= party.tier for other in takers if seen.is_forward(other))
        return Decider.QUOTA if is_by_quota else Decider.TIERS
    if last != mine:
        return Decider.WAITING
    return _closest(seen, party, [other for other in takers if seen.standing(other) == mine], compatible)


def _closest(seen: Seen, party: Party, equals: list[Party], compatible: list[Lot]) -> Decider:
    """Between households of one standing: the level that decides if the household took the place of one of them.

    Of all such exchanges, the one that costs least. Going one by one, the draw alone decides between equals.
    """
    tickets = seen.allocation.tickets
    if seen.allocation.policy == Policy.GREEDY:
        return Decider.LOTTERY
    lots = {lot.key: lot for lot in compatible}
    exchanges = []
    for other in equals:
        stays = seen.stays(other)
        lot = lots.get(stays[0].lot) if len(stays) == 1 else None
        if lot and compatibility.needed(party, lot) <= compatibility.needed(other, lot):
            exchanges.append(
                (
                    compatibility.kept(other, lot) - compatibility.kept(party, lot),
                    compatibility.wasted(party, lot) - compatibility.wasted(other, lot),
                    seen.distance(party, lot) - seen.distance(other, lot),
                    tickets.get(party.key, 0) - tickets.get(other.key, 0),
                )
            )
    levels = (Decider.CONTINUITY, Decider.WASTED, Decider.DISTANCE, Decider.LOTTERY)
    dearer = min(exchanges, default=(0, 0, 0, 0))
    return next((level for level, more in zip(levels, dearer, strict=True) if more), Decider.NIGHT)
