"""The best way to give each row one unit of one lot, level after level, in whole numbers, with its proof.

Nothing here knows what a level means. Why the answer is exact, whatever the rounding of the solver beneath:

1. Rows and lots are a transportation problem. "Nowhere" is one more lot without end; a unit that stays free is held by
   a dummy that costs nothing anywhere. Moving an occupant of lot a to lot b costs w(a, b), the least over its
   occupants. A solution is best if and only if no cycle of moves has a negative sum (Klein 1967). `_settled`
   looks for one in 64-bit integers (Bellman-Ford); should the solver in floating point have left one, it is taken, and
   we look again.
2. Without such a cycle there are potentials, thus reduced costs that are nowhere negative. By complementary slackness
   every best solution uses pairs of reduced cost zero only, leaves a unit free only where the dummy's is zero, and
   every solution that does so is best. Those pairs are the `Face`; the next level chooses within it and nowhere else.
3. Consecutive levels share one cost when a unit of the upper outweighs all that the lower ones together can differ by
   (the sum over rows of their widest range), as long as everything stays below 2^50.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from .folded import Flags, Numbers

Places = NDArray[np.intp]
_FAR = np.int64(2**61)
_LIMIT = 2**50


@dataclass(frozen=True, eq=False)
class Face:
    """Where the best solutions so far lie: pairs they may use (last column: nowhere), lots that may keep a free unit.

    `unserved`: how many rows go nowhere in all of them; None when that is still open.
    """

    allowed: Flags
    slack: Flags
    unserved: int | None = None

    @classmethod
    def whole(cls, eligible: Flags) -> Face:
        """Everything that is eligible; any lot may stay empty, any row may stay without."""
        rows, lots = eligible.shape
        return cls(np.hstack([eligible, np.ones((rows, 1), dtype=np.bool_)]), np.ones(lots + 1, dtype=np.bool_))


def best(eligible: Flags, units: Numbers, levels: Sequence[Numbers]) -> Places:
    """The lot of each row (the number of lots: nowhere), best by the first level, then by the second, and so on.

    Each level is a table rows × (lots + 1) of costs, the last column for nowhere; the first must have negative costs
    for every lot and zero for nowhere, so that nobody stays without while a unit could be theirs.
    """
    rows, lots = eligible.shape
    face = Face.whole(eligible)
    assigned: Places = np.full(rows, lots, dtype=np.intp)
    for cost in packed(levels, face.allowed):
        assigned, face = _within(face, units, cost)
    return assigned


def packed(levels: Sequence[Numbers], allowed: Flags) -> Iterator[Numbers]:
    """Consecutive levels as one cost, as many as exact arithmetic holds."""
    pending: list[tuple[Numbers, int, int]] = []
    for cost in levels:
        low, high = np.where(allowed, cost, _FAR).min(axis=1), np.where(allowed, cost, -_FAR).max(axis=1)
        entry = (cost, int((high - low).sum()), int(max(abs(low).max(initial=0), abs(high).max(initial=0))))
        if pending and _size([*pending, entry]) > _LIMIT:
            yield _mixed(pending)
            pending = []
        pending.append(entry)
    if pending:
        yield _mixed(pending)


def _scales(entries: Sequence[tuple[Numbers, int, int]]) -> list[int]:
    """How much one unit of each level weighs: more than everything beneath it can differ by."""
    scales: list[int] = []
    beneath = 0
    for _, span, _ in reversed(entries):
        scales.append(beneath + 1)
        beneath += scales[-1] * span
    return scales[::-1]


def _size(entries: Sequence[tuple[Numbers, int, int]]) -> int:
    return sum(scale * most for scale, (_, _, most) in zip(_scales(entries), entries, strict=True))


def _mixed(entries: Sequence[tuple[Numbers, int, int]]) -> Numbers:
    cost = np.zeros_like(entries[0][0])
    for scale, (level, _, _) in zip(_scales(entries), entries, strict=True):
        cost += scale * level
    return cost


def _within(face: Face, units: Numbers, cost: Numbers) -> tuple[Places, Face]:
    """The best of a face by one cost, and the face of all that are as good."""
    assigned: Places = face.allowed.argmax(axis=1)
    several = face.allowed.sum(axis=1) > 1
    fixed = np.bincount(assigned[~several], minlength=face.slack.size)
    if several.any():
        rest = Face(face.allowed[several], face.slack, _remaining(face, int(fixed[-1])))
        assigned[several] = _solved(rest, units - fixed[:-1], cost[several])
    return _settled(face, units, cost, assigned)


def _remaining(face: Face, gone: int) -> int | None:
    return None if face.unserved is None else face.unserved - gone


def _solved(face: Face, units: Numbers, cost: Numbers) -> Places:
    """A linear assignment of rows to single units (scipy's, in floating point). Lots that must be full draw rows in."""
    rows, nowhere = face.allowed.shape[0], face.allowed.shape[1] - 1
    counts = np.minimum(units, face.allowed[:, :-1].sum(axis=0))
    if face.unserved is None:
        counts = np.append(counts, max(0, rows - int(counts.sum())))
        table = np.where(face.allowed, cost, cost[:, -1:]).astype(np.float64)
    else:
        counts = np.append(counts, face.unserved)
        drawn = cost - np.where(face.slack, 0, rows * int(cost.max() - cost.min()) + 1)[None, :]
        table = np.where(face.allowed, drawn, np.inf)
    columns = np.repeat(np.arange(nowhere + 1), counts)
    _, chosen = linear_sum_assignment(table[:, columns])
    assigned: Places = columns[chosen]
    return np.where(face.allowed[np.arange(rows), assigned], assigned, nowhere)


def _settled(face: Face, units: Numbers, cost: Numbers, assigned: Places) -> tuple[Places, Face]:
    """Prove a solution best, mending it while it is not, and say which others are as good."""
    every = np.arange(assigned.size)
    while True:
        moves = np.where(face.allowed, cost - cost[every, assigned][:, None], _FAR)
        free = np.append(units - np.bincount(assigned, minlength=units.size + 1)[:-1], 1) > 0
        between = _between(moves, assigned, free, face.slack)
        potential, cycle = _potentials(between)
        if cycle is None:
            break
        assigned = _turned(assigned, moves, between, cycle)
    tight = face.allowed & (moves == potential[None, :] - potential[assigned][:, None])
    slack = face.slack & (potential == potential[-1])
    return assigned, Face(tight, slack, int((assigned == units.size).sum()))


def _between(moves: Numbers, assigned: Places, free: Flags, slack: Flags) -> Numbers:
    """What moving one occupant from lot to lot costs at least; a free unit moves for nothing."""
    order = np.argsort(assigned, kind="stable")
    held, starts = np.unique(assigned[order], return_index=True)
    between = np.full((slack.size, slack.size), _FAR, dtype=np.int64)
    if held.size:
        between[held] = np.minimum.reduceat(moves[order], starts, axis=0)
    loose = np.ix_(free & slack, slack)
    between[loose] = np.minimum(between[loose], 0)
    return between


def _potentials(between: Numbers) -> tuple[Numbers, list[int] | None]:
    """Shortest ways from anywhere to each lot (Bellman-Ford), or a cycle of lots whose moves sum below zero."""
    size = between.shape[0]
    potential = np.zeros(size, dtype=np.int64)
    before = np.full(size, -1, dtype=np.intp)
    for _ in range(size + 1):
        through = potential[:, None] + between
        nearest = through.argmin(axis=0)
        shorter = through[nearest, np.arange(size)]
        better = shorter < potential
        if not better.any():
            return potential, None
        potential = np.where(better, shorter, potential)
        before = np.where(better, nearest, before)
    lot = int(np.flatnonzero(better)[0])
    for _ in range(size):
        lot = int(before[lot])
    cycle = [lot]
    while int(before[cycle[-1]]) != lot:
        cycle.append(int(before[cycle[-1]]))
    return potential, cycle[::-1]


def _turned(assigned: Places, moves: Numbers, between: Numbers, cycle: Sequence[int]) -> Places:
    """The solution once the moves of a cycle are made; a move no occupant makes is a free unit's."""
    turned = assigned.copy()
    for here, there in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
        occupants = np.flatnonzero(assigned == here)
        movers = occupants[moves[occupants, there] == between[here, there]]
        if movers.size:
            turned[movers[0]] = there
    return turned
