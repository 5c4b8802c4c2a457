"""Large nights on which not everybody takes one unit: a good allocation in seconds, and a bound that says how good.

The bound: each household of several takes one bed instead of all of its own, and a household that may be split counts
for its first part alone, at the least cost of both. Whatever is possible stays possible and costs no more, so the best
of that, found exactly by `assignment`, bounds the night from below at every level.

The allocation: where a lot then holds more people than beds, its places go by rank, the smaller household first among
equals; who finds no room looks elsewhere, and all is solved again around those who stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic

import numpy as np

from .assignment import Places, best
from .counting import most_served
from .folded import Flags, Numbers
from .levels import Judge, Value
from .search import Way

Pair = tuple[int, int]
_COARSE = 4
"""Levels looked at while places are still being sorted out: all but the lottery."""
_PRICES = (0, 0, 3, 100, 1_000_000, 0)
"""For the levels after the tiers and waiting: a price of those before, for bounds; any is valid."""


@dataclass(frozen=True, eq=False)
class _Relaxed:
    """A night in which everybody takes one unit: who may go where, what it costs, and what was chosen."""

    whole: Flags
    eligible: Flags
    tables: Sequence[Numbers]
    chosen: list[Pair]
    is_whole: bool


class Rough:
    """Solves what is allowed, flexible lots open to all and nobody kept apart; its bound is proven."""

    def __init__(self, judge: Judge, until: float = inf) -> None:
        night = judge.night
        self.until = until
        self.judge = judge
        self.count = len(night.parties)
        self.units = np.array([lot.units for lot in night.lots], dtype=np.int64)
        self.tables = judge.tables()
        self.ranks = judge.ranks()
        self.parts: dict[int, list[int]] = {}
        for index, row in enumerate(night.rows):
            if row.part is not None:
                self.parts.setdefault(row.party, []).append(index)

    def __call__(self, allowed: Flags) -> Way:
        narrowed = allowed.copy()
        fixed: list[Pair] = []
        relaxed = self._relaxed(narrowed, fixed)
        bound = self._bound(relaxed)
        while True:
            settled, refused = self._unsettled(relaxed, narrowed, fixed)
            if not settled and not refused:
                if relaxed.is_whole:
                    break
                relaxed = self._relaxed(narrowed, fixed)
                continue
            fixed += settled
            for row, lot in refused:
                narrowed[row, lot] = False
            if monotonic() > self.until:
                self._narrow_to_single(narrowed)
            relaxed = self._relaxed(narrowed, fixed, levels=_COARSE)
        chosen = sorted(fixed + relaxed.chosen)
        value = self.judge.value(chosen)
        return Way(value, min(bound, value), chosen, allowed)

    def relaxed(self, allowed: Flags) -> Way:
        """What everybody taking one unit would choose: not an allocation, but its bound is proven."""
        relaxed = self._relaxed(allowed, [])
        value = self._bound(relaxed)
        chosen = [(party if relaxed.whole[party, lot] else self.parts[party][0], lot) for party, lot in relaxed.chosen]
        return Way(value, value, chosen, allowed)

    def _narrow_to_single(self, allowed: Flags) -> None:
        """Without time, whoever has no place yet and would need several beds, or parts, asks for none of them."""
        night = self.judge.night
        for index, row in enumerate(night.rows):
            for lot, offer in enumerate(night.lots):
                if row.part is not None or (not offer.is_room and len(row.members) > 1):
                    allowed[index, lot] = False

    def _relaxed(self, allowed: Flags, fixed: Sequence[Pair], levels: int | None = None) -> _Relaxed:
        """The best around those who are fixed, everybody taking one unit, a household split by its first part."""
        night = self.judge.night
        units = self.units.copy()
        for row, lot in fixed:
            units[lot] -= night.takes(row, lot)
        whole = allowed[: self.count].copy()
        eligible = whole.copy()
        tables = [table.copy() for table in self.tables] if self.parts else self.tables
        for party, rows in self.parts.items():
            first = allowed[rows[0]] if all(allowed[row].any() for row in rows) else np.zeros_like(whole[0])
            eligible[party] |= first
            own = (None, -night.kept[rows[0]].astype(np.int64), night.wasted[rows[0]], night.distance[rows[0]], None,
                   self.judge.pairs[rows[0]])  # fmt: skip
            for table, other in zip(tables, own, strict=True):
                if other is not None:
                    here = table[party, :-1]
                    table[party, :-1] = np.where(~whole[party], other, np.where(first, np.minimum(here, other), here))
        eligible[[night.rows[row].party for row, _ in fixed]] = False
        eligible &= units[None, :] > 0
        found = _places(best(eligible, units, tables[:levels]), units.size)
        return _Relaxed(whole, eligible, tables, found, levels is None)

    def _bound(self, relaxed: _Relaxed) -> Value:
        """What the relaxed choice is worth, by its own costs."""
        judge = self.judge
        served = judge.value(relaxed.chosen)[: len(judge.tiers) + 1]
        return (*served, *(_sum(table, relaxed.chosen) for table in relaxed.tables[1:]))

    def bounds(self, allowed: Flags, value: Value, bound: Value) -> list[int]:
        """What is proven of each level among the allocations that reach those before as `value` does.

        Up to the first level that `bound` does not meet, that is `bound`; among the tiers, what `counting` proves where
        it is better. Of each later level, the least of its cost plus any multiple of the levels before it, less that
        multiple of what they reached (Lagrange).
        """
        tiers = len(self.judge.tiers)
        gap = next((place for place, (own, least) in enumerate(zip(value, bound, strict=True)) if own != least), None)
        if gap is None:
            return list(bound)
        loose = self.judge.loosest()
        if gap < tiers:
            most = most_served(self.judge, allowed, [-own for own in value[:tiers]])
            known = [*bound[: gap + 1], *loose[gap + 1 : tiers]]
            return [*(max(-one, least) for one, least in zip(most, known, strict=True)), *loose[tiers:]]
        found = list(bound[: gap + 1])
        if gap == tiers:
            return [*found, *loose[gap + 1 :]]
        relaxed = self._relaxed(allowed, [])
        for place in range(gap + 1, len(value)):
            level = place - tiers
            cost: Numbers = relaxed.tables[level] + sum(_PRICES[level] * relaxed.tables[one] for one in range(1, level))
            chosen = _places(best(relaxed.eligible, self.units, [relaxed.tables[0], cost]), self.units.size)
            paid = _PRICES[level] * sum(value[tiers + one] for one in range(1, level))
            found.append(max(loose[place], _sum(cost, chosen) - paid))
        return found

    def _unsettled(self, relaxed: _Relaxed, allowed: Flags, fixed: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
        """What must be fixed and what must be refused before the relaxed choice is an allocation."""
        night = self.judge.night
        left = self.units.copy()
        for row, lot in fixed:
            left[lot] -= night.takes(row, lot)
        for party, lot in relaxed.chosen:
            left[lot] -= night.takes(party, lot) if relaxed.whole[party, lot] else 1
        settled: list[Pair] = []
        refused: list[Pair] = []
        for party, lot in relaxed.chosen:
            if not relaxed.whole[party, lot]:
                split = self._split(party, lot, allowed, left)
                settled += split
                refused += [] if split else [(self.parts[party][0], lot)]
        for lot in map(int, np.flatnonzero(left < 0)):
            admitted, others = self._by_rank(lot, relaxed, [*fixed, *settled])
            settled += admitted
            refused += [(row, one) for row in others for one in self._short(row, left)]
            refused += [(row, lot) for row in self._no_better(others, lot)]
        return settled, refused

    def _split(self, party: int, lot: int, allowed: Flags, left: Numbers) -> list[Pair]:
        """Lots for all the parts, the first where it is, the others in what is left; none when they do not fit."""
        night = self.judge.night
        first, *others = self.parts[party]
        room = left.copy()
        room[lot] -= night.takes(first, lot) - 1
        found = [(first, lot)]
        for row in others:
            fits = [int(one) for one in np.flatnonzero(allowed[row]) if room[one] >= night.takes(row, int(one))]
            fits = [one for one in fits if not night.lots[one].is_flexible]
            if not fits or room[lot] < 0:
                return []
            place = min(
                fits, key=lambda one: (not night.kept[row, one], night.wasted[row, one], night.distance[row, one])
            )
            room[place] -= night.takes(row, place)
            found.append((row, place))
        left[:] = room
        return found

    def _short(self, row: int, left: Numbers) -> list[int]:
        """Lots of beds with too few left for a household of several as things stand: it stops asking for them."""
        night = self.judge.night
        return [lot for lot, offer in enumerate(night.lots) if not offer.is_room and left[lot] < night.takes(row, lot)]

    def _no_better(self, refused: Sequence[int], lot: int) -> list[int]:
        """Households whole that would be refused a lot as well: of no earlier class, needing no fewer of its beds."""
        night, classes = self.judge.night, self.judge.classes
        least = min(((classes[row], night.takes(row, lot)) for row in refused), default=None)
        if least is None:
            return []
        return [row for row in range(self.count) if classes[row] >= least[0] and night.takes(row, lot) >= least[1]]

    def _by_rank(self, lot: int, relaxed: _Relaxed, fixed: Sequence[Pair]) -> tuple[list[Pair], list[int]]:
        """Of those in a lot that is overfull, the households of several that stay, and those that do not."""
        night = self.judge.night
        room = int(self.units[lot]) - sum(night.takes(row, one) for row, one in fixed if one == lot)
        inside = [row for row, one in relaxed.chosen if one == lot and relaxed.whole[row, lot]]
        inside.sort(key=lambda row: (self.judge.classes[row], night.takes(row, lot), -self.ranks[row], row))
        admitted: list[Pair] = []
        refused: list[int] = []
        for row in inside:
            takes = night.takes(row, lot)
            fits = takes <= room
            room -= takes if fits else 0
            if takes > 1 and fits:
                admitted.append((row, lot))
            elif takes > 1:
                refused.append(row)
        return admitted, refused


def _places(assigned: Places, lots: int) -> list[Pair]:
    return [(row, int(lot)) for row, lot in enumerate(assigned) if lot < lots]


def _sum(table: Numbers, chosen: Sequence[Pair]) -> int:
    return sum(int(table[row, lot]) for row, lot in chosen)
