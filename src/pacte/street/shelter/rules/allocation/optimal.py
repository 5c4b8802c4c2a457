"""The best allocation of a night over all households and all lots at once: exact, repeatable, with proven bounds.

`solve` says what is proposed. It decides for nobody: a person confirms each line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

import numpy as np

from ...enums.allocation import Policy
from . import general
from .assignment import best
from .compatibility import folded
from .folded import Flags, Folded
from .levels import Judge, refuse_what_breaks_a_rule
from .problem import Allocation, Night
from .rough import Rough
from .search import Solver, Way, explored, sketched

SECONDS = 30.0


def solve(night: Night, *, seconds: float = SECONDS, eligible: Flags | None = None) -> Allocation:
    """The best allocation of a night. `eligible` (rows × lots of `folded(night)`) forbids more; it allows nothing more.

    After `seconds`, the best found so far with the bounds proven by then.
    """
    return solve_with_eligibility(night, seconds=seconds, eligible=eligible)[0]


def solve_with_eligibility(
    night: Night, *, seconds: float = SECONDS, eligible: Flags | None = None
) -> tuple[Allocation, Flags]:
    """The same, and who may go where once the pairs kept apart are settled (see `solve_folded_with_eligibility`)."""
    numbers = folded(night)
    if eligible is not None:
        wholes = eligible.shape[0]
        numbers.eligible[:wholes] &= eligible
    return solve_folded_with_eligibility(numbers, seconds=seconds)


def solve_folded(night: Folded, *, seconds: float = SECONDS) -> Allocation:
    """The best allocation of a night already folded."""
    return solve_folded_with_eligibility(night, seconds=seconds)[0]


def solve_folded_with_eligibility(night: Folded, *, seconds: float = SECONDS) -> tuple[Allocation, Flags]:
    """The best allocation, and a table rows × lots of what is left to it: without the pairs kept apart, it alone gives
    the same allocation again, and a household that may not go somewhere looks like anybody whom the lot does not fit.
    """
    until = monotonic() + seconds
    night, rows, lots = _in_order(night)
    judge = Judge.of(night)
    is_plain = _is_plain(night)
    solver = _solver(judge, is_plain, until)
    searching = monotonic() + 0.8 * (until - monotonic())
    if isinstance(solver, Rough):
        way, bound = sketched(night, solver.relaxed, solver, searching)
    else:
        way, bound = explored(night, solver, searching)
    refuse_what_breaks_a_rule(night, way.chosen)
    allowed = way.allowed
    if isinstance(solver, Rough) or (not is_plain and bound != way.value):
        allowed = np.zeros_like(night.eligible)
        allowed[tuple(np.array(way.chosen, dtype=np.intp).reshape(-1, 2).T)] = True
    as_given = np.zeros_like(allowed)
    as_given[np.ix_(rows, lots)] = allowed
    allocation = Allocation(
        Policy.OPTIMAL,
        judge.stays(way.chosen),
        judge.modes(way.chosen),
        judge.reached(way.value, Rough(judge).bounds(night.eligible, way.value, bound)),
        dict(sorted(night.tickets.items())),
    )
    return allocation, as_given


def _is_plain(night: Folded) -> bool:
    """Whether everybody takes exactly one unit of one lot."""
    is_room = np.array([lot.is_room for lot in night.lots], dtype=np.bool_)
    several = np.array([row.part is not None or len(row.members) > 1 for row in night.rows], dtype=np.bool_)
    parts = np.array([row.part is not None for row in night.rows], dtype=np.bool_)
    return not (night.eligible[parts].any() or night.eligible[np.ix_(several, ~is_room)].any())


def _solver(judge: Judge, is_plain: bool, until: float) -> Solver:
    """Exact by assignment when everybody takes one unit; else exact up to a size, and beyond it good and bounded."""
    if is_plain:
        return _Plain(judge)
    return general.Solver(judge, until) if judge.night.eligible.sum() <= general.MOST_PAIRS else Rough(judge, until)


class _Plain:
    """Solves what is allowed, everybody taking one unit, flexible lots open to all and nobody kept apart."""

    def __init__(self, judge: Judge) -> None:
        night = judge.night
        self.judge = judge
        self.count = len(night.parties)
        self.units = np.array([lot.units for lot in night.lots], dtype=np.int64)
        self.levels = judge.tables()

    def __call__(self, allowed: Flags) -> Way:
        assigned = best(allowed[: self.count], self.units, self.levels)
        chosen = [(row, int(lot)) for row, lot in enumerate(assigned) if lot < self.units.size]
        value = self.judge.value(chosen)
        return Way(value, value, chosen, allowed)


def _in_order(night: Folded) -> tuple[Folded, Sequence[int], Sequence[int]]:
    """The same night in the order of its keys, and that order: the order in which it is given changes nothing."""
    parties = sorted(range(len(night.parties)), key=lambda index: night.parties[index].key)
    lots = sorted(range(len(night.lots)), key=lambda index: night.lots[index].key)
    place = {party: index for index, party in enumerate(parties)}
    entries = [(row.part is not None, place[row.party], row.part or 0, index) for index, row in enumerate(night.rows)]
    rows = [entry[-1] for entry in sorted(entries)]
    grid = np.ix_(rows, lots)
    pairs = (sorted((place[one], place[other])) for one, other in night.apart)
    return (
        replace(
            night,
            parties=tuple(night.parties[index] for index in parties),
            lots=tuple(night.lots[index] for index in lots),
            rows=tuple(replace(night.rows[index], party=place[night.rows[index].party]) for index in rows),
            eligible=night.eligible[grid],
            wasted=night.wasted[grid],
            distance=night.distance[grid],
            kept=night.kept[grid],
            sites=tuple(night.sites[index] for index in lots) if night.sites else ("",) * len(lots),
            apart=tuple(sorted((one, other) for one, other in pairs)),
            forward=None if night.forward is None else tuple(place[index] for index in night.forward),
        ),
        rows,
        lots,
    )
