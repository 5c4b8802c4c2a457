"""The year's meals, beside its target."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.charts import Bar, bars

from .. import permissions
from ..reads import progress as reads
from .common import day_of


@require_safe
@signed_in
def progress(request: HttpRequest) -> HttpResponse:
    """Served since January, by month, by meal, by operator."""
    user = user_of(request)
    permissions.require_reading(user)
    day = min(day_of(request), timezone.localdate())
    year = reads.year_of(day)
    return render(
        request,
        "meals/progress.html",
        {"year": year, "day": day, "chart": _chart(year), "coordinates": permissions.coordinates(user)},
    )


def _chart(year: reads.Year) -> SafeString | None:
    rows = [
        Bar(date_format(month.first, "F"), month.served, f"{month.served:,}".replace(",", "\u202f"))
        for month in year.months
        if month.served is not None
    ]
    if not any(row.value for row in rows):
        return None
    return bars(
        rows, colour="street", title=_("Repas servis par mois"), description=_("Les valeurs sont dans le tableau.")
    )
