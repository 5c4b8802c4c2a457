"""A night as constraints on whole numbers, for a solver of mixed integer programs. It solves nothing itself.

Columns: each pair (row, lot) that is allowed; then, for each household that agrees to be split, whether it is, and
whether all its parts keep the site; then, for each flexible lot, whether it is women's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ...enums.allocation import TonightMode
from .folded import Flags, Numbers
from .levels import Judge

Real = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Program:
    """`levels`: a coefficient for each column, by level, the least sum is best. `pairs`: the first columns."""

    pairs: NDArray[np.intp]
    columns: int
    matrix: csr_array
    least: Real
    most: Real
    levels: Sequence[Numbers]


@dataclass
class _Sheet:
    """Constraints being written: entries, and the least and the most of each line."""

    entries: list[tuple[int, int, float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def line(self, terms: Iterable[tuple[int, float]], most: float, least: float = -np.inf) -> None:
        self.entries += [(len(self.most), column, weight) for column, weight in terms]
        self.least.append(least)
        self.most.append(most)


def program(judge: Judge, allowed: Flags) -> Program:
    """The program of a night under what is allowed."""
    night = judge.night
    whole = len(night.parties)
    divided = _divided(judge, allowed)
    pairs = np.argwhere(allowed)
    pairs = pairs[[row < whole or night.rows[row].party in divided for row, _ in pairs]].reshape(-1, 2)
    first = len(pairs)
    split = {party: first + place for place, party in enumerate(divided)}
    keeps = {party: first + len(divided) + place for place, party in enumerate(divided)}
    flexible = {lot for _, lot in pairs if night.lots[lot].is_flexible}
    modes = {int(lot): first + 2 * len(divided) + place for place, lot in enumerate(sorted(flexible))}
    columns = first + 2 * len(divided) + len(modes)
    sheet = _Sheet()
    _once_each(sheet, judge, pairs, split)
    _parts(sheet, judge, pairs, split, keeps)
    _capacity(sheet, judge, pairs, modes)
    lines, places, weights = zip(*sheet.entries, strict=True) if sheet.entries else ((), (), ())
    matrix = csr_array((weights, (lines, places)), shape=(len(sheet.most), columns), dtype=np.float64)
    levels = _levels(judge, pairs, split, keeps, columns)
    return Program(pairs, columns, matrix, np.array(sheet.least), np.array(sheet.most), levels)


def _divided(judge: Judge, allowed: Flags) -> dict[int, list[int]]:
    """The rows of the parts of each household all of whose parts could go somewhere."""
    found: dict[int, list[int]] = {}
    for index, row in enumerate(judge.night.rows):
        if row.part is not None:
            found.setdefault(row.party, []).append(index)
    return {party: rows for party, rows in found.items() if all(allowed[row].any() for row in rows)}


def _columns_of(pairs: NDArray[np.intp], position: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for column, pair in enumerate(pairs):
        found.setdefault(int(pair[position]), []).append(column)
    return found


def _once_each(sheet: _Sheet, judge: Judge, pairs: NDArray[np.intp], split: dict[int, int]) -> None:
    """A household has one place, whole, or is split, or neither."""
    by_row = _columns_of(pairs, 0)
    for party in range(len(judge.night.parties)):
        own = by_row.get(party, []) + ([split[party]] if party in split else [])
        if own:
            sheet.line([(column, 1.0) for column in own], 1.0)


def _parts(sheet: _Sheet, judge: Judge, pairs: NDArray[np.intp], split: dict[int, int], keeps: dict[int, int]) -> None:
    """All the parts of a split household have a place or none; it keeps its site when every part does."""
    by_row = _columns_of(pairs, 0)
    for row, entry in enumerate(judge.night.rows):
        if entry.part is None or entry.party not in split:
            continue
        own = by_row[row]
        sheet.line([*((column, 1.0) for column in own), (split[entry.party], -1.0)], 0.0, 0.0)
        kept = [(column, -1.0) for column in own if judge.night.kept[row, pairs[column][1]]]
        sheet.line([*kept, (keeps[entry.party], 1.0)], 0.0)


def _capacity(sheet: _Sheet, judge: Judge, pairs: NDArray[np.intp], modes: dict[int, int]) -> None:
    """No lot gives more units than it has; a flexible one gives them to women or to men."""
    night = judge.night
    for lot, columns in _columns_of(pairs, 1).items():
        units = float(night.lots[lot].units)
        taken = [(column, float(night.takes(int(pairs[column][0]), lot))) for column in columns]
        if lot not in modes:
            sheet.line(taken, units)
            continue
        women = {column for column in columns if night.rows[pairs[column][0]].mode == TonightMode.WOMEN.value}
        sheet.line([*(term for term in taken if term[0] in women), (modes[lot], -units)], 0.0)
        sheet.line([*(term for term in taken if term[0] not in women), (modes[lot], units)], units)


def _levels(
    judge: Judge, pairs: NDArray[np.intp], split: dict[int, int], keeps: dict[int, int], columns: int
) -> list[Numbers]:
    """What each column adds to each level, in the order of `Judge.value`."""
    night = judge.night
    rows, lots = pairs[:, 0], pairs[:, 1]
    party = np.array([row.party for row in night.rows], dtype=np.intp)
    is_whole = np.array([row.part is None for row in night.rows], dtype=np.bool_)
    divided = np.array(list(split), dtype=np.intp)

    def of_party(value: Numbers) -> Numbers:
        level = np.zeros(columns, dtype=np.int64)
        level[: len(pairs)] = np.where(is_whole[rows], value[party[rows]], 0)
        level[list(split.values())] = value[divided]
        return level

    def of_pair(table: Numbers) -> Numbers:
        level = np.zeros(columns, dtype=np.int64)
        level[: len(pairs)] = table[rows, lots]
        return level

    classes = np.array(judge.classes, dtype=np.int64)
    waiting = np.array([one.waiting for one in night.parties], dtype=np.int64)
    kept = of_pair(-(night.kept & is_whole[:, None]).astype(np.int64))
    kept[list(keeps.values())] = -1
    return [
        *(of_party(-(classes == kind).astype(np.int64)) for kind in range(len(judge.tiers))),
        of_party(-waiting),
        kept,
        of_pair(night.wasted),
        of_pair(night.distance),
        of_party(judge.tickets),
        of_pair(judge.pairs),
    ]
