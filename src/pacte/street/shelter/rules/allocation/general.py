"""Nights on which not everybody takes one unit: households of several in beds, households that agree to be split.

They are a mixed integer program, solved by HiGHS (through scipy) level after level: what a level reached is held before
the next is decided. Coefficients stay small, so that the solver's tolerances cannot mistake one whole number for
another; the lottery's are large, but decide only between allocations that are equal in all else. Once the households of
several and the parts have their lots and flexible lots their mode, everybody else is placed again by `assignment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from ...enums.allocation import TonightMode
from .assignment import best
from .folded import Flags, Numbers
from .levels import Chosen, Judge, Value
from .program import Program, program
from .search import Way

LARGEST = 100_000
"""Levels share one objective while its coefficients and their sum stay below this."""
MOST_PAIRS = 20_000
"""Allowed pairs of a night up to which it is solved here; larger nights are left to `rough`."""
_ROUNDING = 1e-4


class Solver:
    """Solves what is allowed of a night; flexible lots are settled here, pairs kept apart are not."""

    def __init__(self, judge: Judge, until: float) -> None:
        self.judge = judge
        self.until = until

    def __call__(self, allowed: Flags) -> Way:
        model = program(self.judge, allowed)
        chosen: Chosen = []
        bound: list[int] = []
        held: list[tuple[Numbers, int]] = []
        for group in _groups(model.levels):
            found = _solved(model, held, group, self.until)
            if found is None:
                break
            chosen, values, proven = found
            bound += proven
            held += list(zip(group, values, strict=True))
            if proven != values and monotonic() > self.until:
                break
        finished = refined(self.judge, allowed, chosen)
        value = self.judge.value(finished)
        return Way(value, _joined(self.judge, value, bound), finished, allowed)


def _joined(judge: Judge, value: Value, proven: Sequence[int]) -> Value:
    """What is proven of every level, first to last; no bound beyond the first that the solution does not meet."""
    loose = judge.loosest()
    for place, own in enumerate(value):
        known = max(proven[place], loose[place]) if place < len(proven) else loose[place]
        if known != own:
            return (*value[:place], min(known, own), *loose[place + 1 :])
    return value


def _groups(levels: Sequence[Numbers]) -> list[list[Numbers]]:
    """Consecutive levels that one objective of small numbers can decide together."""
    groups: list[list[Numbers]] = []
    for level in levels:
        if groups and _weights([*groups[-1], level])[0] * (1 + _span(groups[-1][0])) <= LARGEST:
            groups[-1].append(level)
        else:
            groups.append([level])
    return groups


def _span(level: Numbers) -> int:
    return int(np.abs(level).sum())


def _weights(group: Sequence[Numbers]) -> list[int]:
    """How much a unit of each level weighs: more than all the lower ones together."""
    weights: list[int] = []
    beneath = 0
    for level in reversed(group):
        weights.append(beneath + 1)
        beneath += weights[-1] * _span(level)
    return weights[::-1]


def _solved(
    model: Program, held: Sequence[tuple[Numbers, int]], group: Sequence[Numbers], until: float
) -> tuple[Chosen, list[int], list[int]] | None:
    """The best by a group of levels among what keeps those before: pairs, values, proven bounds; None without any."""
    if not model.columns:
        return [], [0] * len(group), [0] * len(group)
    weights = _weights(group)
    objective = sum(weight * level for weight, level in zip(weights, group, strict=True))
    constraints = [LinearConstraint(model.matrix, model.least, model.most)]
    if held:
        rows = csr_array(np.array([level for level, _ in held], dtype=np.float64))
        constraints.append(LinearConstraint(rows, -np.inf, np.array([value + 0.5 for _, value in held])))
    result = milp(
        objective,
        integrality=np.ones(model.columns),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"time_limit": max(0.1, until - monotonic()), "mip_rel_gap": 0.0},
    )
    if result.x is None:
        return None
    taken = np.rint(result.x).astype(np.int64)
    values = [int(level @ taken) for level in group]
    total = int(objective @ taken)
    is_proven = result.status == 0 or ceil(result.mip_dual_bound - _ROUNDING) >= total
    proven = values if is_proven else _taken_apart(ceil(result.mip_dual_bound - _ROUNDING), weights, values)
    pairs = model.pairs[np.flatnonzero(taken[: len(model.pairs)])]
    return [(int(row), int(lot)) for row, lot in pairs], values, proven


def _taken_apart(bound: int, weights: Sequence[int], values: Sequence[int]) -> list[int]:
    """A bound on a weighted sum as bounds level by level, up to the first that is not met."""
    proven = []
    for place, (weight, value) in enumerate(zip(weights, values, strict=True)):
        beneath = sum(weights[place + 1 :]) and weight - 1
        least = ceil((bound - beneath) / weight)
        proven.append(min(least, value))
        if least < value:
            break
        bound -= weight * value
    return proven


def refined(judge: Judge, allowed: Flags, chosen: Chosen) -> Chosen:
    """Households of several in beds, parts and modes stay as they are; everybody else is placed anew."""
    night = judge.night
    fixed = [(row, lot) for row, lot in chosen if night.rows[row].part is not None or night.takes(row, lot) > 1]
    units = np.array([lot.units for lot in night.lots], dtype=np.int64)
    for row, lot in fixed:
        units[lot] -= night.takes(row, lot)
    count = len(night.parties)
    eligible = allowed[:count] & single(judge)[:count]
    eligible[[night.rows[row].party for row, _ in fixed]] = False
    eligible[:, units < 1] = False
    women = np.array([row.mode == TonightMode.WOMEN.value for row in night.rows[:count]], dtype=np.bool_)
    modes = {lot: night.rows[row].mode for row, lot in chosen}
    for lot, offer in enumerate(night.lots):
        if offer.is_flexible:
            eligible[:, lot] &= women == (modes.get(lot) == TonightMode.WOMEN.value)
    assigned = best(eligible, units, judge.tables())
    return sorted(fixed + [(row, int(lot)) for row, lot in enumerate(assigned) if lot < units.size])


def single(judge: Judge) -> Flags:
    """Rows × lots: where a row takes exactly one unit."""
    night = judge.night
    is_room = np.array([lot.is_room for lot in night.lots], dtype=np.bool_)
    alone = np.array([len(row.members) == 1 for row in night.rows], dtype=np.bool_)
    return is_room[None, :] | alone[:, None]
