"""What an allocation is judged by, in strict order, as numbers: the same order for every solver and every bound.

Tiers first, each in turn; those whom a waiting quota brings forward come directly after the first tier and count there
instead of in their own. Then waiting, continuity, wasted beds, distance, and the lottery.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...enums.allocation import AllocationLevel, TonightMode
from .folded import Folded, Numbers
from .lottery import pair_numbers
from .problem import Reached, Stay

BROUGHT_FORWARD = 0
"""The entry of the level of tiers that counts the parties of the waiting quota."""
Chosen = Sequence[tuple[int, int]]
"""Rows and the lots they go to."""
Value = tuple[int, ...]
"""One allocation, judged: every level in order, the least is best; the last two are the sums of the lottery."""


@dataclass(frozen=True, eq=False)
class Judge:
    """The levels of one night: the class of each party, the tickets, the numbers of pairs."""

    night: Folded
    classes: tuple[int, ...]
    tiers: tuple[int, ...]
    tickets: Numbers
    pairs: Numbers

    @classmethod
    def of(cls, night: Folded) -> Judge:
        forward = set(night.forward or ())
        entries = {(party.tier, 0) for party in night.parties}
        if night.forward is not None:
            entries.add((1, 1))
        order = sorted(entries)
        place = {entry: index for index, entry in enumerate(order)}
        classes = tuple(
            place[1, 1] if index in forward else place[party.tier, 0] for index, party in enumerate(night.parties)
        )
        names = [night.parties[row.party].key + ("" if row.part is None else f"/{row.part}") for row in night.rows]
        return cls(
            night,
            classes,
            tuple(BROUGHT_FORWARD if second else tier for tier, second in order),
            np.array([night.tickets[party.key] for party in night.parties], dtype=np.int64),
            pair_numbers(names, [lot.key for lot in night.lots], night.seed),
        )

    def ranks(self) -> Numbers:
        """A whole number for each party, higher for whoever comes first: by class, then by nights waited.

        Parties that take one unit each and can be served together are the independent sets of a matroid: whatever the
        numbers, as long as they are positive and in this order, the set of the greatest sum has the best count of
        every class in turn, and then the greatest sum of nights (Edmonds 1971; Gale 1968).
        """
        standing = [(kind, -party.waiting) for kind, party in zip(self.classes, self.night.parties, strict=True)]
        order = {entry: index for index, entry in enumerate(sorted(set(standing), reverse=True))}
        return np.array([1 + order[entry] for entry in standing], dtype=np.int64)

    def tables(self) -> list[Numbers]:
        """What each household costs in each lot, and nowhere (the last column), level by level, when all go whole."""
        night, count = self.night, len(self.night.parties)
        across = np.ones((1, len(night.lots)), dtype=np.int64)
        levels = (
            -self.ranks()[:, None] * across,
            -night.kept[:count].astype(np.int64),
            night.wasted[:count],
            night.distance[:count],
            self.tickets[:, None] * across,
            self.pairs[:count],
        )
        return [np.hstack([level, np.zeros((count, 1), dtype=np.int64)]) for level in levels]

    def value(self, chosen: Chosen) -> Value:
        """An allocation, judged."""
        night = self.night
        served = {night.rows[row].party for row, _ in chosen}
        counts = Counter(self.classes[party] for party in served)
        moved = {night.rows[row].party for row, lot in chosen if not night.kept[row, lot]}
        return (
            *(-counts[kind] for kind in range(len(self.tiers))),
            -sum(night.parties[party].waiting for party in served),
            -len(served - moved),
            sum(int(night.wasted[row, lot]) for row, lot in chosen),
            sum(int(night.distance[row, lot]) for row, lot in chosen),
            sum(int(self.tickets[party]) for party in served),
            sum(int(self.pairs[row, lot]) for row, lot in chosen),
        )

    def loosest(self) -> Value:
        """What no allocation can beat, level by level, whatever the others."""
        counts = Counter(self.classes)
        waiting = sum(party.waiting for party in self.night.parties)
        return (*(-counts[kind] for kind in range(len(self.tiers))), -waiting, -len(self.classes), 0, 0, 0, 0)

    def reached(self, value: Value, bounds: Sequence[int]) -> tuple[Reached, ...]:
        """The levels for people to read. A bound holds among the allocations that reach the levels before as this."""
        names = [(AllocationLevel.TIERS, tier) for tier in self.tiers]
        names += [
            (level, 0)
            for level in (
                AllocationLevel.WAITING,
                AllocationLevel.CONTINUITY,
                AllocationLevel.WASTED,
                AllocationLevel.DISTANCE,
                AllocationLevel.LOTTERY,
            )
        ]
        most = {AllocationLevel.TIERS, AllocationLevel.WAITING, AllocationLevel.CONTINUITY}
        signs = [-1 if level in most else 1 for level, _ in names]
        return tuple(
            Reached(level, sign * own, sign * least, tier)
            for (level, tier), sign, own, least in zip(names, signs, value, bounds, strict=False)
        )

    def stays(self, chosen: Chosen) -> dict[str, tuple[Stay, ...]]:
        """Where each party goes, by key; nothing for whoever has no place."""
        night = self.night
        found: dict[str, tuple[Stay, ...]] = {party.key: () for party in sorted(night.parties, key=lambda one: one.key)}
        for row, lot in sorted(chosen):
            entry = night.rows[row]
            found[night.parties[entry.party].key] += (Stay(night.lots[lot].key, entry.members),)
        return found

    def modes(self, chosen: Chosen) -> dict[str, TonightMode]:
        """What each flexible lot is tonight: settled before, or by those who go there."""
        night = self.night
        found: dict[str, TonightMode] = {key: TonightMode(mode) for key, mode in night.modes.items()}
        found |= {
            night.lots[lot].key: TonightMode(night.rows[row].mode) for row, lot in chosen if night.lots[lot].is_flexible
        }
        return dict(sorted(found.items()))


def refuse_what_breaks_a_rule(night: Folded, chosen: Chosen) -> None:
    """Stop rather than propose what may not be: whatever found it, an allocation passes here before it is shown."""
    taken: Counter[int] = Counter()
    placed: dict[int, set[int | None]] = {}
    for row, lot in chosen:
        taken[lot] += night.takes(row, lot)
        entry = night.rows[row]
        if not night.eligible[row, lot] or entry.part in placed.get(entry.party, ()):
            raise RuntimeError("The allocation breaks a hard rule; nothing is proposed.")
        placed.setdefault(entry.party, set()).add(entry.part)
    parts = Counter(row.party for row in night.rows if row.part is not None)
    is_split_well = all(found == {None} or found == set(range(parts[party])) for party, found in placed.items())
    is_within = all(units <= night.lots[lot].units for lot, units in taken.items())
    if not (is_split_well and is_within) or mixed(night, chosen) or apart_at(night, chosen):
        raise RuntimeError("The allocation breaks a hard rule; nothing is proposed.")


def apart_at(night: Folded, chosen: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Pairs kept apart that an allocation puts on one site, with that site."""
    held: dict[int, set[str]] = {}
    for row, lot in chosen:
        held.setdefault(night.rows[row].party, set()).add(night.sites[lot])
    return [
        (one, other, site)
        for one, other in night.apart
        for site in sorted(held.get(one, set()) & held.get(other, set()))
    ]


def mixed(night: Folded, chosen: Iterable[tuple[int, int]]) -> Mapping[int, Counter[str]]:
    """Flexible lots in which an allocation puts both women and men, with how many of each."""
    found: dict[int, Counter[str]] = {}
    for row, lot in chosen:
        if night.lots[lot].is_flexible:
            found.setdefault(lot, Counter())[night.rows[row].mode] += 1
    return {lot: counts for lot, counts in sorted(found.items()) if len(counts) > 1}
