"""The figures of meals: served this year, points, restaurants, the week's portions and shortfall, cards in use."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from pacte.ground.directory.enums import Category
from pacte.ground.directory.models import Place
from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .models import Card, Slot
from .reads.served import by_place
from .reads.week import week
from .rules.grid import Cell


def _within(territory: Territory | None) -> set[int] | None:
    """The territories that count; None for the whole city."""
    if territory is None or territory.kind == "city":
        return None
    return covered(territory.pk)


def _places(keys: set[int], territory: Territory | None) -> list[Place]:
    rows = Place.objects.filter(pk__in=keys).select_related("organisation")
    inside = _within(territory)
    return list(rows if inside is None else rows.filter(territory__in=inside))


def _open_points(on: date, territory: Territory | None, *categories: str) -> Result:
    slots = Slot.objects.offered().running(on, on)
    if categories:
        slots = slots.filter(service__category__in=categories)
    places = _places(set(slots.values_list("place", flat=True)), territory)
    rows = [Row(place.name, {"organisation": place.run_by}) for place in places]
    return Result(Decimal(len(places)), rows)


def served(on: date, territory: Territory | None) -> Result:
    """Portions served since 1 January: the total entered, or else the counter's. One row per operator."""
    told = by_place(None, date(on.year, 1, 1), on)
    sums: Counter[int] = Counter()
    for (key, _day, _meal), found in told.items():
        sums[key] += found.portions
    operators: Counter[str] = Counter()
    for place in _places(set(sums), territory):
        operators[place.run_by] += sums[place.pk]
    rows = [Row(name, {"count": str(count)}) for name, count in sorted(operators.items())]
    return Result(Decimal(sum(operators.values())), rows)


def points(on: date, territory: Territory | None) -> Result:
    """Points with a slot in force on that day."""
    return _open_points(on, territory)


def restaurants(on: date, territory: Territory | None) -> Result:
    """Solidarity restaurants among them."""
    return _open_points(on, territory, Category.SOLIDARITY_RESTAURANT)


def _cells(on: date, territory: Territory | None) -> list[Cell]:
    found = week(on)
    inside = _within(territory)
    codes = {area.code for area in found.areas if inside is None or area.pk in inside}
    return [cell for cell in found.grid.cells.values() if cell.area in codes]


def _by_area(cells: list[Cell], counts: Counter[str]) -> Result:
    rows = [Row(area, {"count": str(counts[area])}) for area in dict.fromkeys(cell.area for cell in cells)]
    return Result(Decimal(sum(counts.values())), rows)


def offered(on: date, territory: Territory | None) -> Result:
    """Portions offered in the week of that day, Monday to Sunday. One row per arrondissement."""
    cells = _cells(on, territory)
    counts: Counter[str] = Counter()
    for cell in cells:
        counts[cell.area] += cell.offered
    return _by_area(cells, counts)


def shortfall(on: date, territory: Territory | None) -> Result:
    """Portions missing in the week of that day: needs entered less portions offered, cell by cell."""
    cells = _cells(on, territory)
    counts: Counter[str] = Counter()
    for cell in cells:
        counts[cell.area] += cell.shortfall
    return _by_area(cells, counts)


def cards(on: date, territory: Territory | None) -> Result:
    """Cards and vouchers that open a meal on that day; a card belongs to no territory. One row per organisation."""
    if _within(territory) is not None:
        return Result(Decimal(0), [])
    names = Card.objects.active(on).values_list("organisation__name", flat=True)
    counts = Counter(names.order_by("organisation__name"))
    return Result(Decimal(sum(counts.values())), [Row(name, {"count": str(count)}) for name, count in counts.items()])


DECLARED = [
    Computed("meals_served_to_date", served),
    Computed("meal_points_open", points),
    Computed("solidarity_restaurants_open", restaurants),
    Computed("meal_portions_of_the_week", offered),
    Computed("meal_shortfall_of_the_week", shortfall),
    Computed("meal_cards_active", cards),
]
