"""How many of each tier could be served at most: a linear program over kinds of household and kinds of lot.

It counts every bed that a household of several needs, and lets households be cut into fractions: what it cannot reach,
no allocation can. Households that may go to the same lots and count alike are one kind; so are lots that take the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from .folded import Flags, Numbers
from .levels import Judge

_ROUNDING = 1e-6


def most_served(judge: Judge, allowed: Flags, reached: Sequence[int]) -> list[int]:
    """The most of each class, in order, among the allocations that serve at least `reached` of each class before it."""
    takes = _takes(judge, allowed)
    lots, lot_of = np.unique(takes, axis=1, return_inverse=True)
    units = np.bincount(lot_of.ravel(), weights=[lot.units for lot in judge.night.lots])
    kinds, sizes = np.unique(np.hstack([np.array(judge.classes)[:, None], lots]), axis=0, return_counts=True)
    classes, needs = kinds[:, 0], kinds[:, 1:]
    pairs = np.argwhere(needs > 0)
    every, ones = np.arange(len(pairs)), np.ones(len(pairs))
    own = classes[pairs[:, 0]]
    households = csr_array((ones, (pairs[:, 0], every)), shape=(len(sizes), len(pairs)))
    places = csr_array((needs[pairs[:, 0], pairs[:, 1]], (pairs[:, 1], every)), shape=(len(units), len(pairs)))
    of_class = csr_array((-ones, (own, every)), shape=(len(reached), len(pairs)))
    found = []
    for kind in range(len(reached)):
        most = int(sizes[classes == kind].sum())
        if (own == kind).any():
            result = linprog(
                -(own == kind).astype(float),
                A_ub=vstack([households, places, of_class[:kind]]),
                b_ub=np.concatenate([sizes, units, [-value for value in reached[:kind]]]),
            )
            found.append(min(most, floor(-result.fun + _ROUNDING)) if result.status == 0 else most)
        else:
            found.append(0)
    return found


def _takes(judge: Judge, allowed: Flags) -> Numbers:
    """Households × lots: the fewest units that could serve each there, 0 where it may not go."""
    night = judge.night
    sizes = np.array([[party.size] for party in night.parties], dtype=np.int64)
    takes = np.where([lot.is_room for lot in night.lots], 1, sizes)
    takes = np.where(allowed[: len(night.parties)], takes, 0)
    for index, row in enumerate(night.rows):
        if row.part is not None:
            takes[row.party, allowed[index]] = 1
    return takes
