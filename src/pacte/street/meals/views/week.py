"""The week as a grid: its gaps first, its table by meal or by day, its file, its sheet; closures to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of

from .. import permissions
from ..enums import Meal
from ..forms import DatesForm
from ..reads import closures, tables
from ..reads import week as reads
from ..services.sheets import print_week
from .common import csv_file, day_of

FIRST_GAPS = 8
SUGGESTED = 150
"""Portions a day of the point that the page suggests: an example, the trial's page takes any other."""


def _meal(request: HttpRequest, week: reads.Week) -> str:
    """The meal of the address, or the one that lacks most."""
    asked = request.GET.get("repas", "")
    if asked in Meal.values:
        return asked
    return max(Meal.values, key=lambda meal: week.grid.total(meal=meal).shortfall)


def _day(request: HttpRequest, week: reads.Week) -> date:
    """The day of the address, or today in its own week, or the day that lacks most."""
    asked = day_of(request, "jour") if request.GET.get("jour") else timezone.localdate()
    if asked in week.days:
        return asked
    return max(week.days, key=lambda day: week.grid.total(day=day).shortfall)


@require_safe
@signed_in
def grid(request: HttpRequest) -> HttpResponse:
    """The week: what is missing, where and when."""
    user = user_of(request)
    permissions.require_reading(user)
    week = reads.week(day_of(request))
    meal, day = _meal(request, week), _day(request, week)
    gaps, overlaps = week.grid.gaps(), week.grid.overlapping()
    shown = [*gaps[:FIRST_GAPS], *overlaps[:FIRST_GAPS]]
    places = reads.points_by_key(point for cell in shown for point in cell.points)
    page: dict[str, Any] = {
        "week": week,
        "total": week.grid.total(),
        "gaps": tables.named(gaps[:FIRST_GAPS], week, places),
        "gaps_count": len(gaps),
        "overlaps": tables.named(overlaps[:FIRST_GAPS], week, places),
        "overlaps_count": len(overlaps),
        "days": tables.by_day(week.grid),
        "meals": Meal.choices,
        "meal": meal,
        "meal_name": Meal(meal).label,
        "day": day,
        "by_meal": tables.of_meal(week, week.grid, meal),
        "by_day": tables.of_day(week, week.grid, day),
        "earlier": week.first - timedelta(days=7),
        "later": week.first + timedelta(days=7),
        "last": week.days[-1],
        "coordinates": permissions.coordinates(user),
    }
    return render(request, "meals/grid.html", page)


@require_safe
@signed_in
def grid_csv(request: HttpRequest) -> HttpResponse:
    """The week's cells as a file."""
    permissions.require_reading(user_of(request))
    week = reads.week(day_of(request))
    return csv_file(tables.as_csv(week), f"semaine-des-repas-{week.first.isoformat()}.csv")


@require_safe
@signed_in
def sheet(request: HttpRequest) -> HttpResponse:
    """The week on one printed page."""
    permissions.require_reading(user_of(request))
    week = reads.week(day_of(request))
    response = HttpResponse(print_week(week), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="semaine-des-repas-{week.first.isoformat()}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def forecast(request: HttpRequest) -> HttpResponse:
    """Which points will close, and what will be missing: the next public holidays and August, or chosen dates."""
    user = user_of(request)
    permissions.require_reading(user)
    asked = DatesForm(request.GET) if request.GET.get("first") or request.GET.get("last") else None
    today = timezone.localdate()
    if asked is not None and asked.is_valid():
        periods = [closures.period(asked.cleaned_data["first"], asked.cleaned_data["last"])]
    else:
        periods = [] if asked else closures.expected(today)
    page = {
        "form": asked or DatesForm(), "periods": periods, "chosen": asked is not None and asked.is_valid(),
        "coordinates": permissions.coordinates(user),
    }  # fmt: skip
    return render(
        request, "meals/forecast.html", page, status=422 if asked is not None and not asked.is_valid() else 200
    )
