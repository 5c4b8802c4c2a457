"""The week's sheet for the coordination meeting: one side of A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.documents import pdf

from ..enums import Meal
from ..reads import tables
from ..reads.closures import Period, period
from ..reads.week import Week, points_by_key

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "week.typ"
MOST_GAPS = 8
MOST_POINTS = 5


def print_week(week: Week) -> bytes:
    """The PDF of a week: the shortfall by day and meal, the largest gaps, what closes."""
    return pdf.compile(TEMPLATE, _content(week), timestamp=timezone.now())


def _content(week: Week) -> dict[str, Any]:
    closed = period(week.first, week.days[-1])
    gaps = week.grid.gaps()
    total = week.grid.total()
    return {
        "language": (get_language() or "fr")[:2],
        "title": _("Semaine des repas"),
        "dates": _("Du %(first)s au %(last)s")
        % {"first": date_format(week.first, "j F"), "last": date_format(week.days[-1], "j F Y")},
        "figure": _number(total.shortfall),
        "sentence": _("portions manquent, sur %(need)s nécessaires ; %(offered)s sont proposées.")
        % {"need": _number(total.need), "offered": _number(total.offered)},
        "days": _days(week),
        "areas": _areas(week),
        "gaps_title": _("À couvrir d’abord"),
        "gaps": _gaps(week),
        "more_gaps": _("et %(count)s autres cases") % {"count": len(gaps) - MOST_GAPS} if len(gaps) > MOST_GAPS else "",
        "closures_title": _("Points fermés cette semaine"),
        "closures": _closures(closed),
        "footer": _("Manque = besoin saisi − portions proposées, par arrondissement, jour et repas. Vu le %(day)s.")
        % {"day": date_format(timezone.localdate(), "j F Y")},
    }


def _days(week: Week) -> dict[str, Any]:
    heads = [_("Manque par jour"), *(str(Meal(meal).label) for meal in week.grid.meals), _("Total")]
    rows = [
        [date_format(line.day, "l j"), *(_number(total.shortfall) for total in line.totals),
         _number(line.total.shortfall)]
        for line in tables.by_day(week.grid)
    ]  # fmt: skip
    feet = [_number(week.grid.total(meal=meal).shortfall) for meal in week.grid.meals]
    return {"heads": heads, "rows": rows, "feet": [_("Semaine"), *feet, _number(week.grid.total().shortfall)]}


def _areas(week: Week) -> dict[str, Any]:
    heads = [_("Manque par arrondissement"), *(date_format(day, "D j") for day in week.days), _("Total")]
    rows = [
        [area.name_fr, *(_number(week.grid.total(area=area.code, day=day).shortfall) for day in week.days),
         _number(week.grid.total(area=area.code).shortfall)]
        for area in week.areas
    ]  # fmt: skip
    return {"heads": heads, "rows": rows}


def _gaps(week: Week) -> dict[str, Any]:
    found = week.grid.gaps()[:MOST_GAPS]
    places = points_by_key(point for cell in found for point in cell.points)
    rows = [
        [each.area, date_format(each.cell.day, "l j"), each.meal, _number(each.cell.need or 0),
         _number(each.cell.offered), _number(each.cell.shortfall)]
        for each in tables.named(found, week, places)
    ]  # fmt: skip
    return {"heads": [_("Arrondissement"), _("Jour"), _("Repas"), _("Besoin"), _("Proposé"), _("Manque")], "rows": rows}


def _closures(closed: Period) -> list[str]:
    lines = [
        _("%(name)s : %(portions)s portions de moins") % {"name": point.name, "portions": _number(point.portions)}
        for point in closed.points[:MOST_POINTS]
    ]
    if len(closed.points) > MOST_POINTS:
        lines.append(_("et %(count)s autres points") % {"count": len(closed.points) - MOST_POINTS})
    return lines or [_("Aucun.")]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
