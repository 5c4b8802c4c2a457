"""Households kept apart, and lots that are women's or men's tonight: forbidding until nothing clashes, and no more.

A night is first solved as if nobody had to be kept apart and flexible lots could hold anybody. If nothing clashes it is
best. If not, one clash is settled both ways: either of the two may not be at that site; that lot is women's or men's.
Each way only forbids, so that no allocation is lost, and what a way reaches is a bound on all that follows from it.
Ways are taken best first by all levels at once: the first without a clash is the best allocation, and the pairs that
its way still allows are enough to find it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from time import monotonic

import numpy as np

from ...enums.allocation import TonightMode
from .folded import Flags, Folded
from .levels import Chosen, Value, apart_at, mixed


@dataclass(frozen=True, eq=False)
class Way:
    """A solution of a night under what a way allows; `bound` is proven for all that this way allows."""

    value: Value
    bound: Value
    chosen: Chosen
    allowed: Flags


Solver = Callable[[Flags], Way]


def explored(night: Folded, solve: Solver, until: float) -> tuple[Way, Value]:
    """The best solution in which nothing clashes, and the bound proven for the night; equal unless time ran out."""
    began = monotonic()
    root = solve(night.eligible)
    pace = 2 * (monotonic() - began)
    if not _clash(night, root):
        return root, root.bound
    incumbent = _first_found(night, solve, root)
    proving = monotonic() + (until - monotonic()) / 3
    open_ways = [(root.bound, 0, root)]
    number = count(1)
    while open_ways and open_ways[0][0] < incumbent.value:
        if monotonic() + pace > proving or not _clash(night, open_ways[0][2]):
            bound = open_ways[0][0]
            return _improved(night, solve, root, incumbent, until - pace), bound
        _, _, way = heappop(open_ways)
        for forbidden in _clash(night, way):
            further = solve(_without(way.allowed, forbidden))
            is_clear = not _clash(night, further)
            if is_clear and further.value < incumbent.value:
                incumbent = further
            if not is_clear or further.bound < further.value:
                heappush(open_ways, (further.bound, next(number), further))
    return incumbent, incumbent.value


def _first_found(night: Folded, solve: Solver, way: Way) -> Way:
    """A solution without a clash, found by settling every clash one way at once, as often as it takes."""
    while _clash(night, way):
        allowed = way.allowed.copy()
        for lot, counts in mixed(night, way.chosen).items():
            fewer = min(TonightMode, key=lambda mode: (counts[mode.value], mode.value))
            allowed[_of_mode(night, fewer), lot] = False
        for _, other, site in apart_at(night, way.chosen):
            allowed[np.ix_(_of_party(night, other), _of_site(night, site))] = False
        way = solve(allowed)
    return way


def sketched(night: Folded, relax: Solver, solve: Solver, until: float) -> tuple[Way, Value]:
    """A good solution in which nothing clashes, and a proven bound, where `solve` is slow and not exact.

    Clashes are settled first where it is quick, in what `relax` gives: it may overfill lots, but its bound is proven.
    """
    began = monotonic()
    root = relax(night.eligible)
    settled = _first_found(night, relax, root)
    found = _first_found(night, solve, solve(settled.allowed))
    return _improved(night, solve, root, found, until - (monotonic() - began)), root.bound


def _improved(night: Folded, solve: Solver, root: Way, way: Way, until: float) -> Way:
    """A better solution, if time allows, by turning one flexible lot after the other, the most disputed first."""
    disputed = mixed(night, root.chosen)
    longest = 0.0
    for lot in sorted(disputed, key=lambda one: (-min(disputed[one].values()), one)):
        began = monotonic()
        if began + longest > until:
            break
        now = {night.rows[row].mode for row, one in way.chosen if one == lot}
        other = next((mode for mode in TonightMode if mode.value not in now), TonightMode.WOMEN)
        allowed = way.allowed.copy()
        allowed[:, lot] = root.allowed[:, lot] & _of_mode(night, other)
        turned = _first_found(night, solve, solve(allowed))
        if turned.value < way.value:
            way = turned
        longest = max(longest, monotonic() - began)
    return way


Forbidden = tuple[Flags, Flags]
"""Rows and lots: every pair of them."""


def _clash(night: Folded, way: Way) -> tuple[Forbidden, ...]:
    """The two ways to settle the first clash of a solution, as what each forbids; nothing when there is no clash."""
    lots = mixed(night, way.chosen)
    if lots:
        lot = max(lots, key=lambda one: (min(lots[one].values()), -one))
        column = np.arange(len(night.lots)) == lot
        return tuple((_of_mode(night, mode), column) for mode in TonightMode)
    for one, other, site in apart_at(night, way.chosen):
        return tuple((_of_party(night, party), _of_site(night, site)) for party in (one, other))
    return ()


def _without(allowed: Flags, forbidden: Forbidden) -> Flags:
    rows, lots = forbidden
    return allowed & ~(rows[:, None] & lots[None, :])


def _of_mode(night: Folded, mode: TonightMode) -> Flags:
    return np.array([row.mode == mode.value for row in night.rows], dtype=np.bool_)


def _of_party(night: Folded, party: int) -> Flags:
    return np.array([row.party == party for row in night.rows], dtype=np.bool_)


def _of_site(night: Folded, site: str) -> Flags:
    return np.array([one == site for one in night.sites], dtype=np.bool_)
