"""The grid laid out: by meal with its days, by day with its meals, as lines of a file, and a point's own week."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.directory.models import Place
from pacte.ground.web.exports import harmless

from ..enums import Meal
from ..models import Slot
from ..rules.grid import Cell, Grid, Total
from ..rules.services import Serving
from .slots import as_rules, rule_servings
from .week import Week


@dataclass(frozen=True)
class Row:
    """An arrondissement, its cells and their sum."""

    code: str
    name: str
    cells: list[Cell]
    total: Total


@dataclass(frozen=True)
class Table:
    """Rows of arrondissements under some columns; `feet` are the columns' sums, `total` that of all."""

    columns: list[str]
    rows: list[Row]
    feet: list[Total]
    total: Total


def of_meal(week: Week, grid: Grid, meal: str) -> Table:
    """Arrondissement × day, for one meal."""
    rows = [
        Row(area.code, area.name_fr, [grid.cell(area.code, day, meal) for day in grid.days],
            grid.total(area=area.code, meal=meal))
        for area in week.areas
    ]  # fmt: skip
    columns = [date_format(day, "D j") for day in grid.days]
    feet = [grid.total(day=day, meal=meal) for day in grid.days]
    return Table(columns, rows, feet, grid.total(meal=meal))


def of_day(week: Week, grid: Grid, day: date) -> Table:
    """Arrondissement × meal, for one day."""
    rows = [
        Row(area.code, area.name_fr, [grid.cell(area.code, day, meal) for meal in grid.meals],
            grid.total(area=area.code, day=day))
        for area in week.areas
    ]  # fmt: skip
    feet = [grid.total(day=day, meal=meal) for meal in grid.meals]
    return Table([str(Meal(meal).label) for meal in grid.meals], rows, feet, grid.total(day=day))


@dataclass(frozen=True)
class DayLine:
    """A day of the week with the sum of each meal."""

    day: date
    totals: list[Total]
    total: Total


def by_day(grid: Grid) -> list[DayLine]:
    """Day × meal, over all arrondissements."""
    return [
        DayLine(day, [grid.total(day=day, meal=meal) for meal in grid.meals], grid.total(day=day)) for day in grid.days
    ]


@dataclass(frozen=True)
class Named:
    """A cell with its words: the arrondissement, the meal, its points."""

    cell: Cell
    area: str
    meal: str
    points: list[str]


def named(cells: Sequence[Cell], week: Week, places: dict[str, Place]) -> list[Named]:
    """The cells with what a page prints of them."""
    names = {area.code: area.name_fr for area in week.areas}
    return [
        Named(cell, names.get(cell.area, cell.area), str(Meal(cell.meal).label),
              [places[point].name for point in cell.points if point in places])
        for cell in cells
    ]  # fmt: skip


def as_csv(week: Week) -> str:
    """Every cell of the week, one line each; an empty need was not entered."""
    names = {area.code: area.name_fr for area in week.areas}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("arrondissement"), _("nom"), _("jour"), _("repas"), _("besoin"), _("proposé"), _("manque"), _("points")]
    )
    for cell in week.grid.cells.values():
        need = "" if cell.need is None else cell.need
        line = (cell.area, harmless(names[cell.area]), cell.day.isoformat(), cell.meal, need, cell.offered,
                cell.shortfall, len(cell.points))  # fmt: skip
        writer.writerow(line)
    return text.getvalue()


@dataclass(frozen=True)
class PointDay:
    """A day of a point: what it serves, with the row of each slot."""

    day: date
    servings: list[tuple[Slot, Serving]]


def point_week(place: Place, first: date, last: date) -> list[PointDay]:
    """What a point serves on each of these days, both included."""
    slots = list(Slot.objects.filter(place=place).running(first, last).select_related("place", "service"))
    rows = {str(slot.key): slot for slot in slots}
    found: dict[date, list[tuple[Slot, Serving]]] = {}
    for serving in rule_servings(as_rules(slots, first, last), first, last):
        found.setdefault(serving.day, []).append((rows[serving.slot.key], serving))
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    return [PointDay(day, sorted(found.get(day, []), key=lambda each: each[1].spans[0].start)) for day in days]
