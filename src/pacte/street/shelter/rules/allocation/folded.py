"""A night folded into numbers: who may go where and at what cost, without any reason.

It is what a solver needs (`optimal.solve_folded`), and all that the log of a round keeps.

Nothing here holds an age, a gender, a point, a site left out or a pair kept apart: once folded, a site that is never
proposed looks like any other lot that does not fit. `compatibility` folds a night, `record` reads one back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ...enums.allocation import TonightMode

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Asking:
    """A household, as numbers: its tier, the nights it waited, its order of arrival, how many persons it is."""

    key: str
    tier: int
    waiting: int
    received: int
    size: int


@dataclass(frozen=True)
class Offer:
    """A lot, as numbers: `units` free tonight (0 when closed), `unit_places` of each, room or not, flexible or not."""

    key: str
    is_room: bool
    units: int
    unit_places: int
    is_flexible: bool = False


@dataclass(frozen=True)
class Row:
    """A household whole (`part` is None), or one of the parts it agreed to: positions of the members in it.

    `mode`: what a flexible lot becomes with them; "" when they could make it neither.
    """

    party: int
    members: tuple[int, ...]
    part: int | None = None
    mode: str = ""


@dataclass(frozen=True, eq=False)
class Folded:
    """One night for a solver. The first rows are the households whole, in the order of `parties`; then come the parts.

    Every table is rows × lots. `eligible`: no hard rule forbids it, taken alone. `wasted`: beds lost; `distance`:
    hundreds of metres; `kept`: the site of the night before. `apart`: pairs of parties, by index, with the site of each
    lot in `sites`: only for the solver, never written. `modes`: flexible lots already settled, by lot key. `forward`:
    parties, by index, that the quota brings directly after the first tier (None: no quota).
    """

    date: str
    seed: int
    parties: tuple[Asking, ...]
    lots: tuple[Offer, ...]
    rows: tuple[Row, ...]
    eligible: Flags
    wasted: Numbers
    distance: Numbers
    kept: Flags
    tickets: Mapping[str, int]
    quota: tuple[int, int] | None = None
    modes: Mapping[str, TonightMode] = field(default_factory=dict)
    sites: tuple[str, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    forward: tuple[int, ...] | None = None

    def takes(self, row: int, lot: int) -> int:
        """How many units of a lot a row takes: one room, or one bed or chair a person."""
        return 1 if self.lots[lot].is_room else len(self.rows[row].members)
