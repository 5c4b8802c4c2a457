"""The week's grid, for programs: portions needed, offered and missing by arrondissement, day and meal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from pacte.ground.accounts.models import ApiToken

from .permissions import require_reading
from .reads.week import week

ROUTER = Router(tags=["meals"])


class CellOut(Schema):
    """One cell. `need` is null when nobody entered it; `points` counts those that serve."""

    territory: str
    day: date
    meal: str
    need: int | None
    offered: int
    shortfall: int
    surplus: int
    points: int
    overlaps: int


class WeekOut(Schema):
    """The seven days of a week and their sums. A surplus in one cell never makes up for a gap in another."""

    first: date
    need: int
    offered: int
    shortfall: int
    cells: list[CellOut]


@ROUTER.get("grid", response=WeekOut, url_name="meals_grid")
def grid(request: HttpRequest, day: date | None = None) -> Any:
    """The week of a day (of today by default), Monday to Sunday."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    require_reading(token.user)
    on = day or timezone.localdate()
    found = week(min(max(on, date(2000, 1, 1)), date(2099, 12, 31)))
    total = found.grid.total()
    cells = [
        {
            "territory": cell.area, "day": cell.day, "meal": cell.meal, "need": cell.need, "offered": cell.offered,
            "shortfall": cell.shortfall, "surplus": cell.surplus, "points": len(cell.points),
            "overlaps": len(cell.overlaps),
        }
        for cell in found.grid.cells.values()
    ]  # fmt: skip
    return {
        "first": found.first,
        "need": total.need,
        "offered": total.offered,
        "shortfall": total.shortfall,
        "cells": cells,
    }
