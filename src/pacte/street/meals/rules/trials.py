"""What if: one more point, points closed, hours moved. Nothing is written; the same grid is computed again.

And the one point that would close the most, by trying every area and meal: no model, a sum that anyone can redo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .grid import Cell, Grid
from .services import Slot

CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True)
class Added:
    """A point that does not exist: it serves this meal in this area on these weekdays, public holidays included."""

    area: str
    meal: str
    weekdays: frozenset[int]
    portions: int
    times: str = "12:00-13:30"

    def as_slot(self, key: str) -> Slot:
        """
        >>> Added("75120", "lunch", frozenset({4, 0}), 50).as_slot("new").hours
        'Mo,Fr 12:00-13:30'
        """
        days = ",".join(CODES[number] for number in sorted(self.weekdays))
        return Slot(key, key, self.area, self.meal, f"{days} {self.times}", self.portions)


@dataclass(frozen=True)
class Trial:
    """Points added, points closed (by their key), slots whose hours move (slot key, hours)."""

    added: tuple[Added, ...] = ()
    closed: frozenset[str] = frozenset()
    moved: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.closed or self.moved)


def tried(slots: Iterable[Slot], trial: Trial) -> list[Slot]:
    """The slots as they would be."""
    hours = dict(trial.moved)
    kept = [
        replace(slot, hours=hours[slot.key]) if slot.key in hours else slot
        for slot in slots
        if slot.point not in trial.closed
    ]
    return kept + [added.as_slot(f"trial-{number}") for number, added in enumerate(trial.added)]


@dataclass(frozen=True)
class Change:
    """A cell before and after."""

    before: Cell
    after: Cell

    @property
    def offered(self) -> int:
        return self.after.offered - self.before.offered

    @property
    def shortfall(self) -> int:
        """Negative when the gap closes."""
        return self.after.shortfall - self.before.shortfall


def differences(before: Grid, after: Grid) -> list[Change]:
    """The cells whose portions or shortfall differ, the widest change first."""
    found = [Change(cell, after.cells[place]) for place, cell in before.cells.items()]
    moved = [change for change in found if change.offered or change.shortfall]
    return sorted(moved, key=lambda change: (-abs(change.shortfall), -abs(change.offered), change.before.day))


@dataclass(frozen=True)
class Suggestion:
    """One more point: where, for which meal, on which days, how many portions a day, how much it closes."""

    area: str
    meal: str
    days: tuple[date, ...]
    portions: int
    closes: int


def best_point(grid: Grid, most: int) -> Suggestion | None:
    """The point of at most `most` portions a day of one meal in one area that closes the largest shortfall.

    It serves on the days with a gap; on each it closes the gap or `most`, the smaller. Of two that close as much, the
    first in the grid's order. None when nothing is missing.
    """
    gaps: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in grid.cells.values():
        if cell.shortfall:
            gaps[cell.area, cell.meal].append(cell)
    best: Suggestion | None = None
    for (area, meal), cells in gaps.items():
        closes = sum(min(cell.shortfall, most) for cell in cells)
        if closes and (best is None or closes > best.closes):
            portions = min(most, max(cell.shortfall for cell in cells))
            best = Suggestion(area, meal, tuple(cell.day for cell in cells), portions, closes)
    return best
