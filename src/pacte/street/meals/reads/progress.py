"""Meals of a year: served month by month and by operator, beside the target, and what was offered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pacte.ground.directory.models import Place
from pacte.ground.indicators.models import Measurement, Target
from pacte.ground.indicators.reads import current_measurements

from ..enums import Meal
from .served import by_place

CODE = "meals_served"


@dataclass(frozen=True)
class Month:
    """A month of the year, and the meals served in it; None when it has not begun."""

    first: date
    served: int | None


@dataclass(frozen=True)
class Year:
    """A year's meals. `reference` is the last figure that the pact published, for want of a target."""

    year: int
    served: int
    entered: int
    months: list[Month]
    operators: list[tuple[str, int]]
    meals: list[tuple[str, int]]
    target: Decimal | None
    reference: Measurement | None

    @property
    def goal(self) -> Decimal | None:
        """What the year is compared with."""
        return self.target or (self.reference.value if self.reference else None)

    @property
    def share(self) -> int | None:
        """Whole per cent of the goal."""
        return int(100 * self.served / self.goal) if self.goal else None


def year_of(day: date) -> Year:
    """The year of this day, up to it. Six queries."""
    told = by_place(None, date(day.year, 1, 1), day)
    months: dict[int, int] = defaultdict(int)
    meals: dict[str, int] = defaultdict(int)
    places: dict[int, int] = defaultdict(int)
    for (place, on, meal), served in told.items():
        months[on.month] += served.portions
        meals[meal] += served.portions
        places[place] += served.portions
    target = Target.objects.filter(indicator__code=CODE, at_most=False).order_by("-due_on", "-pk").first()
    return Year(
        year=day.year,
        served=sum(months.values()),
        entered=sum(served.portions for served in told.values() if served.is_entered),
        months=[Month(date(day.year, n, 1), months[n] if n <= day.month else None) for n in range(1, 13)],
        operators=_operators(places),
        meals=[(str(meal.label), meals[meal]) for meal in Meal],
        target=target.value if target else None,
        reference=current_measurements([CODE]).order_by("-revision").first(),
    )


def _operators(places: dict[int, int]) -> list[tuple[str, int]]:
    rows: dict[str, int] = defaultdict(int)
    for place in Place.objects.filter(pk__in=places).select_related("organisation"):
        rows[place.run_by] += places[place.pk]
    return sorted(rows.items(), key=lambda row: (-row[1], row[0]))
