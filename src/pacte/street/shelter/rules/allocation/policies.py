"""Ways to bring a night together: in order of arrival, by priority one by one, or all at once. None breaks a hard rule.

The first two take one household after another and never come back on what they gave; the third is `optimal.solve`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ...enums.allocation import Policy, TonightMode
from .compatibility import folded
from .folded import Flags, Folded
from .problem import Allocation, Night, Stay

Order = Callable[[int, Sequence[int]], list[int]]
"""Lots that could take a row, as one policy tries them."""


def allocate(night: Night, policy: Policy, *, seconds: float = 30.0) -> Allocation:
    """What a policy proposes for a night. `seconds` bounds the work of the optimal one."""
    if policy == Policy.OPTIMAL:
        from . import optimal

        return optimal.solve(night, seconds=seconds)
    return allocated(folded(night), policy)


def allocate_with_eligibility(night: Night, policy: Policy, *, seconds: float = 30.0) -> tuple[Allocation, Flags]:
    """The same, with what a log keeps: who could go where (rows × lots), the pairs kept apart settled in it."""
    if policy == Policy.OPTIMAL:
        from . import optimal

        return optimal.solve_with_eligibility(night, seconds=seconds)
    numbers = folded(night)
    allocation = allocated(numbers, policy)
    return allocation, final_eligibility(numbers, allocation, policy)


def allocated(night: Folded, policy: Policy, *, seconds: float = 30.0) -> Allocation:
    """The same for a night already folded, from which nothing but numbers is left."""
    if policy == Policy.OPTIMAL:
        from . import optimal

        return optimal.solve_folded(night, seconds=seconds)
    return (_first_come if policy == Policy.FIRST_COME else _greedy)(night)


def first_come(night: Night) -> Allocation:
    """In order of arrival; each household takes the first lot of the list that fits."""
    return _first_come(folded(night))


def greedy(night: Night) -> Allocation:
    """By tier, nights waited, then the draw; each household takes what is best for it among what is left.

    Those that a quota brings forward come directly after the first tier.
    """
    return _greedy(folded(night))


def immediate(night: Night, party_key: str) -> list[str]:
    """Lots that can take this household whole, now, taken alone: best first (its site, no bed lost, near)."""
    return immediate_lots(folded(night), party_key)


def immediate_lots(night: Folded, party_key: str) -> list[str]:
    """The same for a night already folded."""
    row = next(index for index, party in enumerate(night.parties) if party.key == party_key)
    return [night.lots[lot].key for lot in best_fit(night)(row, _State(night).open_to(row))]


def final_eligibility(night: Folded, allocation: Allocation, policy: Policy) -> Flags:
    """Who could go where once the pairs kept apart are settled: with it alone the policy gives the same again.

    Of a pair, the one who was asked second loses the lots of the other's site, and looks like anybody they do not fit.
    """
    eligible = night.eligible.copy()
    order = {party: place for place, party in enumerate(_turns(night, policy))}
    places = {lot.key: index for index, lot in enumerate(night.lots)}
    for one, other in night.apart:
        first, second = sorted((one, other), key=order.__getitem__)
        held = {night.sites[places[stay.lot]] for stay in allocation.stays.get(night.parties[first].key, ())}
        rows = [index for index, row in enumerate(night.rows) if row.party == second]
        eligible[np.ix_(rows, [lot for lot, site in enumerate(night.sites) if site in held])] = False
    return eligible


def best_fit(night: Folded) -> Order:
    """Keep the site, then lose no bed, then stay near; the order of the list last."""

    def order(row: int, lots: Sequence[int]) -> list[int]:
        return sorted(
            lots,
            key=lambda lot: (not night.kept[row, lot], night.wasted[row, lot], night.distance[row, lot], lot),
        )

    return order


def _first_come(night: Folded) -> Allocation:
    return _in_turn(night, Policy.FIRST_COME, lambda _row, lots: sorted(lots))


def _greedy(night: Folded) -> Allocation:
    return _in_turn(night, Policy.GREEDY, best_fit(night))


def _turns(night: Folded, policy: Policy) -> list[int]:
    """The households in the order in which a policy serves them."""
    parties = night.parties
    everyone = range(len(parties))
    if policy == Policy.FIRST_COME:
        return sorted(everyone, key=lambda index: (parties[index].received, parties[index].key))
    forward = frozenset(night.forward or ())

    def rank(index: int) -> tuple[int, int, int, int, str]:
        party = parties[index]
        first = 0 if party.tier == 1 else 1 if index in forward else 2
        tier = party.tier if first == 2 else 0
        return (first, tier, -party.waiting, night.tickets[party.key], party.key)

    return sorted(everyone, key=rank)


def _in_turn(night: Folded, policy: Policy, order: Order) -> Allocation:
    """One household after the other, whole when it can be, else in the parts it agreed to, else unserved."""
    state = _State(night)
    parts: dict[int, list[int]] = {}
    for index, row in enumerate(night.rows):
        if row.part is not None:
            parts.setdefault(row.party, []).append(index)
    stays: dict[str, tuple[Stay, ...]] = {}
    for party in _turns(night, policy):
        found = state.place([party], order) or (state.place(parts[party], order) if party in parts else None)
        stays[night.parties[party].key] = tuple(
            Stay(night.lots[lot].key, night.rows[row].members) for row, lot in found or ()
        )
    return Allocation(
        policy,
        {party.key: stays[party.key] for party in night.parties},
        modes={night.lots[lot].key: mode for lot, mode in sorted(state.modes.items())},
        tickets=dict(night.tickets),
    )


@dataclass
class _State:
    """What is left while households are served: units, what flexible lots have become, the sites held by each."""

    night: Folded
    free: list[int] = field(default_factory=list)
    modes: dict[int, TonightMode] = field(default_factory=dict)
    held: dict[int, list[str]] = field(default_factory=dict)
    foes: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        night = self.night
        self.free = [lot.units for lot in night.lots]
        self.modes = {index: night.modes[lot.key] for index, lot in enumerate(night.lots) if lot.key in night.modes}
        for one, other in night.apart:
            self.foes.setdefault(one, []).append(other)
            self.foes.setdefault(other, []).append(one)

    def open_to(self, row: int) -> list[int]:
        """Lots that could take a row as things stand."""
        return [int(lot) for lot in np.flatnonzero(self.night.eligible[row]) if self._fits(row, int(lot))]

    def _fits(self, row: int, lot: int) -> bool:
        night = self.night
        if self.free[lot] < night.takes(row, lot):
            return False
        if night.lots[lot].is_flexible and self.modes.get(lot, night.rows[row].mode) != night.rows[row].mode:
            return False
        foes = self.foes.get(night.rows[row].party, ())
        return not any(night.sites[lot] in self.held.get(foe, ()) for foe in foes)

    def place(self, rows: Sequence[int], order: Order) -> list[tuple[int, int]] | None:
        """Give every row a lot, or none of them; the first choices that hold together."""
        if not all(self.open_to(row) for row in rows):
            return None
        return next(self._choices(list(rows), order), None)

    def _choices(self, rows: list[int], order: Order) -> Iterator[list[tuple[int, int]]]:
        """Ways to place these rows; whoever stops at one keeps it taken."""
        if not rows:
            yield []
            return
        row, rest = rows[0], rows[1:]
        for lot in order(row, self.open_to(row)):
            was_settled = lot in self.modes
            self._take(row, lot)
            for others in self._choices(rest, order):
                yield [(row, lot), *others]
            self._give_back(row, lot, was_settled)

    def _take(self, row: int, lot: int) -> None:
        night = self.night
        self.free[lot] -= night.takes(row, lot)
        if night.lots[lot].is_flexible and night.rows[row].mode:
            self.modes.setdefault(lot, TonightMode(night.rows[row].mode))
        if night.apart:
            self.held.setdefault(night.rows[row].party, []).append(night.sites[lot])

    def _give_back(self, row: int, lot: int, was_settled: bool) -> None:
        night = self.night
        self.free[lot] += night.takes(row, lot)
        if not was_settled:
            self.modes.pop(lot, None)
        if night.apart:
            self.held[night.rows[row].party].pop()
