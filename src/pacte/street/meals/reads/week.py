"""The week as a grid, its trials and its closures to come: rows read once, then plain rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from pacte.ground.directory.models import Place
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from .. import models
from ..enums import Meal
from ..rules import forecast as forecasting
from ..rules.grid import Grid, Need, grid
from ..rules.services import Slot, holidays
from ..rules.trials import Trial, tried
from .slots import areas, offered_slots

MEALS = tuple(Meal.values)
AUGUST = 8


@dataclass(frozen=True)
class Week:
    """A week's grid with what it was made of, to compute it again otherwise."""

    first: date
    areas: list[Territory]
    slots: list[Slot]
    needs: list[Need]
    grid: Grid

    @property
    def days(self) -> list[date]:
        return list(self.grid.days)

    def tried(self, trial: Trial) -> Grid:
        """The same week if this were so."""
        return grid([area.code for area in self.areas], self.days, MEALS, tried(self.slots, trial), self.needs)


def areas_queryset() -> QuerySet[Territory]:
    """The arrondissements, to choose from."""
    return Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry").order_by("order", "code")


def day_or(text: str, otherwise: date) -> date:
    """The day that a text names between 2000 and 2099, or another."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if 2000 <= day.year <= 2099 else otherwise


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> list[date]:
    """The days from one to another, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def needs() -> list[Need]:
    """Every need, as the rules read it."""
    rows = models.MealNeed.objects.order_by().values_list(
        "territory__code", "weekday", "meal", "portions", "valid_from"
    )
    return [Need(*row) for row in rows]


def week(day: date) -> Week:
    """The grid of the week of this day. Seven queries whatever the number of points."""
    first = monday_of(day)
    days = days_between(first, first + timedelta(days=6))
    held, slots, stated = areas(), offered_slots(days[0], days[-1]), needs()
    return Week(first, held, slots, stated, grid([area.code for area in held], days, MEALS, slots, stated))


def forecast(days: Sequence[date]) -> forecasting.Forecast:
    """What these dates will lose."""
    slots = offered_slots(min(days), max(days))
    return forecasting.forecast([area.code for area in areas()], list(days), MEALS, slots, needs())


def coming(today: date, count: int = 4) -> list[date]:
    """The next public holidays, today included."""
    return list(holidays(today, today + timedelta(days=366)))[:count]


def next_august(today: date) -> tuple[date, date]:
    """The first and last day of the next August, or of this one while it lasts."""
    year = today.year if today <= date(today.year, AUGUST, 31) else today.year + 1
    return date(year, AUGUST, 1), date(year, AUGUST, 31)


def points_by_key(keys: Iterable[str]) -> dict[str, Place]:
    """The places that grids name, by their key as text."""
    rows = Place.objects.filter(key__in=[key for key in set(keys) if not key.startswith("trial-")])
    return {str(place.key): place for place in rows.select_related("organisation")}
