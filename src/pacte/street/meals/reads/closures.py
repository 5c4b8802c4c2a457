"""Closures to come, as a page tells them: the points, the portions lost by arrondissement and meal, what will lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..enums import Meal
from ..rules.forecast import Forecast
from ..rules.grid import Total
from .slots import areas
from .week import coming, days_between, forecast, next_august, points_by_key


@dataclass(frozen=True)
class Lost:
    """An arrondissement and a meal: portions lost, and what will be missing, usually and then."""

    area: str
    meal: str
    portions: int
    shortfall: int
    usual: int


@dataclass(frozen=True)
class ClosedPoint:
    """A point that closes on some of the dates, and the portions it does not serve."""

    key: str
    name: str
    run_by: str
    days: int
    portions: int


@dataclass(frozen=True)
class Period:
    """Some dates: points that close, losses, totals."""

    first: date
    last: date
    points: list[ClosedPoint]
    lost: list[Lost]
    portions: int
    total: Total
    usual: Total

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last

    @property
    def more(self) -> int:
        """How much the shortfall grows; negative when these dates are better served than usual."""
        return self.total.shortfall - self.usual.shortfall


def period(first: date, last: date) -> Period:
    """The forecast of the days from one to another, both included."""
    found = forecast(days_between(first, last))
    return Period(
        first, last, _points(found), _lost(found), sum(loss.portions for loss in found.losses),
        found.grid.total(), found.usual.total(),
    )  # fmt: skip


def expected(today: date) -> list[Period]:
    """The next public holidays, then August."""
    return [period(day, day) for day in coming(today)] + [period(*next_august(today))]


def _points(found: Forecast) -> list[ClosedPoint]:
    places = points_by_key(found.closed_points)
    rows = []
    for key in found.closed_points:
        losses = [loss for loss in found.losses if loss.slot.point == key]
        days = len({loss.day for loss in losses if not loss.offered})
        place = places.get(key)
        if place is not None:
            rows.append(ClosedPoint(key, place.name, place.run_by, days, sum(loss.portions for loss in losses)))
    return sorted(rows, key=lambda row: (-row.portions, row.name))


def _lost(found: Forecast) -> list[Lost]:
    names = {area.code: area.name_fr for area in areas()}
    rows = [
        Lost(
            names.get(area, ""), str(Meal(meal).label), portions,
            found.grid.total(area=area, meal=meal).shortfall if area in names else 0,
            found.usual.total(area=area, meal=meal).shortfall if area in names else 0,
        )
        for (area, meal), portions in found.lost().items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.usual - row.shortfall, -row.portions, row.area))
