"""What hotel nights cost, for a month, on a page and as a file."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.exports import harmless

from .. import permissions
from ..reads.stays_costs import HotelCosts, hotel_costs, month_after, month_before
from ..reads.tonight import night_at

COLUMNS = ("demande", "nuit_de_la_demande", "site", "lot", "nuits", "unites", "prix_nuit_eur", "cout_eur")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def _month(request: HttpRequest) -> date:
    """The month asked for as "2019-02", this one otherwise."""
    said = _MONTH.fullmatch(request.GET.get("mois", ""))
    return date(int(said[1]), int(said[2]), 1) if said and int(said[1]) > 1 else night_at().replace(day=1)


def _costs(request: HttpRequest) -> HotelCosts:
    user = user_of(request)
    permissions.require_regulation(user)
    return hotel_costs(user, _month(request))


@require_safe
@signed_in
def costs(request: HttpRequest) -> HttpResponse:
    """The month's hotel nights, stay by stay and night by night."""
    found = _costs(request)
    page = {"costs": found, "before": month_before(found.month), "after": month_after(found.month)}
    return render(request, "shelter/stays/costs.html", page)


@require_safe
@signed_in
def costs_csv(request: HttpRequest) -> HttpResponse:
    """The same stays as a file: UTF-8 with its mark, so that spreadsheets read the accents. No person is in it."""
    found, text = _costs(request), io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for line in found.stays:
        site = _("Site confidentiel") if line.is_confidential else line.site
        place = [harmless(site), harmless(line.lot) if not line.is_confidential else ""]
        told = [line.nights, line.units, f"{line.nightly:.2f}", f"{line.cost:.2f}"]
        writer.writerow([line.label, line.asked.isoformat(), *place, *told])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nuits-hotel-{found.month:%Y-%m}.csv"'
    response["Cache-Control"] = "no-store"
    return response
