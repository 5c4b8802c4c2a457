"""A dashboard for each territorial directorate: today, then the weeks that are over."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.charts import Bar, Point, bars, line

from .. import permissions, reads
from ..reads.figures import THRESHOLD, Dashboard, Row
from ..rules import WEEKS_SHOWN


@require_safe
@signed_in
def directorates(request: HttpRequest) -> HttpResponse:
    """The directorates whose figures one reads."""
    user = user_of(request)
    permissions.require_reading(user)
    return render(request, "reception/directorates.html", {"directorates": reads.directorates_of(user)})


@require_safe
@signed_in
def directorate(request: HttpRequest, code: str) -> HttpResponse:
    """One directorate's figures."""
    user = user_of(request)
    permissions.require_reading(user)
    read = list(reads.directorates_of(user))
    found = next((each for each in read if each.code == code), None)
    if found is None:
        raise Http404
    dashboard = reads.dashboard(found)
    page = {
        "directorate": found,
        "dashboard": dashboard,
        "threshold": THRESHOLD,
        "weeks_shown": WEEKS_SHOWN,
        "charts": _charts(dashboard),
        "others": [each for each in read if each is not found],
    }
    return render(request, "reception/directorate.html", page)


def _charts(dashboard: Dashboard) -> dict[str, SafeString]:
    """What may be drawn: the counts that are shown, never one that is withheld."""
    drawn: dict[str, SafeString] = {}
    shown = [(week, count) for week, count in dashboard.past.weeks if count is not None]
    if len(shown) > 1:
        points = [Point(str(week), count, date_format(week, "j F"), str(count)) for week, count in shown]
        title = _("Arrivées par semaine")
        drawn["weeks"] = line(points, colour="rights", title=title, description=_said())
    for name, title, rows in (
        ("reasons", _("Arrivées par motif"), dashboard.past.reasons),
        ("outcomes", _("Visites par suite donnée"), dashboard.past.outcomes),
    ):
        if chart := _bars(rows, title):
            drawn[name] = chart
    return drawn


def _bars(rows: list[Row], title: str) -> SafeString | None:
    shown = [Bar(row.label, row.count, str(row.count)) for row in rows if row.count]
    return bars(shown, colour="rights", title=title, description=_said()) if shown else None


def _said() -> str:
    return _("Les valeurs sont dans le tableau qui suit.")
