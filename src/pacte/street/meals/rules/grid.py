"""The week as a grid: for each arrondissement, day and meal, what is needed, what is offered, what is missing.

A gap is a cell where portions offered fall below the need entered; its shortfall is the difference. A cell without a
need is neither met nor missing. A surplus in one cell never makes up for a gap in another: shortfalls are added.
Two points overlap when, in a cell that has more portions than needed, they serve the same meal at a same minute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from .services import Serving, Slot, servings, shared


@dataclass(frozen=True)
class Need:
    """Portions needed from a date on, in an area, for a meal, on a weekday (0: Monday)."""

    area: str
    weekday: int
    meal: str
    portions: int
    valid_from: date = date.min


@dataclass(frozen=True)
class Cell:
    """One arrondissement, one day, one meal. `need` is None when nobody entered it."""

    area: str
    day: date
    meal: str
    need: int | None = None
    servings: tuple[Serving, ...] = ()

    @property
    def offered(self) -> int:
        return sum(serving.portions for serving in self.servings)

    @property
    def points(self) -> list[str]:
        return list(dict.fromkeys(serving.slot.point for serving in self.servings))

    @property
    def shortfall(self) -> int:
        """Portions missing.

        >>> Cell("75120", date(2026, 5, 1), "lunch", need=30).shortfall
        30
        """
        return max(0, (self.need or 0) - self.offered)

    @property
    def surplus(self) -> int:
        """Portions beyond the need; 0 where no need was entered."""
        return 0 if self.need is None else max(0, self.offered - self.need)

    @property
    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of points that serve this meal at a same minute while the cell has a surplus."""
        if not self.surplus:
            return []
        return [
            (one.slot.point, other.slot.point)
            for one, other in combinations(self.servings, 2)
            if one.slot.point != other.slot.point and shared(one.spans, other.spans)
        ]


@dataclass(frozen=True)
class Total:
    """The sum of some cells; `unstated` counts those without a need."""

    need: int
    offered: int
    shortfall: int
    unstated: int


@dataclass(frozen=True)
class Grid:
    """The cells of some areas, days and meals, and what is offered at points of no area."""

    areas: tuple[str, ...]
    days: tuple[date, ...]
    meals: tuple[str, ...]
    cells: dict[tuple[str, date, str], Cell]
    elsewhere: int = 0

    def cell(self, area: str, day: date, meal: str) -> Cell:
        return self.cells[area, day, meal]

    def total(self, *, area: str = "", day: date | None = None, meal: str = "") -> Total:
        """The sum of a row, a column, or all of it."""
        return add(
            cell
            for cell in self.cells.values()
            if area in ("", cell.area) and day in (None, cell.day) and meal in ("", cell.meal)
        )

    def gaps(self) -> list[Cell]:
        """The cells with a shortfall, the largest first, then in the order of days and areas."""
        found = [cell for cell in self.cells.values() if cell.shortfall]
        return sorted(found, key=lambda cell: (-cell.shortfall, cell.day, self.areas.index(cell.area), cell.meal))

    def overlapping(self) -> list[Cell]:
        """The cells where two points overlap, the largest surplus first."""
        found = [cell for cell in self.cells.values() if cell.overlaps]
        return sorted(found, key=lambda cell: (-cell.surplus, cell.day, self.areas.index(cell.area), cell.meal))


def add(cells: Iterable[Cell]) -> Total:
    """The sum of these cells."""
    need = offered = shortfall = unstated = 0
    for cell in cells:
        need += cell.need or 0
        offered += cell.offered
        shortfall += cell.shortfall
        unstated += cell.need is None
    return Total(need, offered, shortfall, unstated)


def grid(
    areas: Sequence[str], days: Sequence[date], meals: Sequence[str], slots: Iterable[Slot], needs: Iterable[Need]
) -> Grid:
    """The grid of these areas, days and meals. Days need not follow one another.

    >>> friday, monday = date(2026, 5, 1), date(2026, 5, 4)
    >>> lunch = Slot("a", "p", "75120", "lunch", "Mo-Fr 12:00-13:30; PH off", 40)
    >>> week = grid(["75120"], [friday, monday], ["lunch"], [lunch], [Need("75120", 4, "lunch", 30)])
    >>> [(cell.offered, cell.need, cell.shortfall) for cell in week.cells.values()]
    [(0, 30, 30), (40, None, 0)]
    """
    wanted = set(days)
    found = [each for each in servings(slots, min(days), max(days)) if each.day in wanted] if days else []
    return arranged(areas, days, meals, found, needs)


def arranged(
    areas: Sequence[str], days: Sequence[date], meals: Sequence[str], found: Iterable[Serving], needs: Iterable[Need]
) -> Grid:
    """The grid of services that are known already."""
    held: dict[tuple[str, date, str], list[Serving]] = defaultdict(list)
    elsewhere = 0
    for serving in found:
        held[serving.slot.area, serving.day, serving.slot.meal].append(serving)
        elsewhere += 0 if serving.slot.area in areas else serving.portions
    stated = needs_on(needs, days)
    cells = {
        (area, day, meal): Cell(area, day, meal, stated.get((area, day, meal)), tuple(held[area, day, meal]))
        for area in areas
        for day in days
        for meal in meals
    }
    return Grid(tuple(areas), tuple(days), tuple(meals), cells, elsewhere)


def needs_on(needs: Iterable[Need], days: Iterable[date]) -> dict[tuple[str, date, str], int]:
    """The need that holds in each cell: of its weekday, the latest one that had begun."""
    by_weekday: dict[int, list[Need]] = defaultdict(list)
    for need in sorted(needs, key=lambda each: each.valid_from):
        by_weekday[need.weekday].append(need)
    return {
        (need.area, day, need.meal): need.portions
        for day in days
        for need in by_weekday[day.weekday()]
        if need.valid_from <= day
    }
