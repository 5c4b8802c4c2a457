"""Ruptures avoided, with what counts as one written on the page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import Refused

from ..permissions import keeps_schemes, triages
from ..reads import ruptures as reads

FIRST_YEAR = 2015


@require_safe
@signed_in
def ruptures(request: HttpRequest) -> HttpResponse:
    """The ruptures avoided of one year, by scheme, stage and source."""
    user = user_of(request)
    if not keeps_schemes(user) and not triages(user):
        raise Refused(_("Ces chiffres sont lus par l’équipe du Pacte et par le travail social."))
    today = timezone.localdate()
    asked = request.GET.get("annee", "")
    year = int(asked) if asked in {str(each) for each in range(FIRST_YEAR, today.year + 1)} else today.year
    last = min(today, date(year, 12, 31))
    found = reads.avoided(date(year, 1, 1), last)
    page = {
        "year": year, "last": last, "total": len(found), "lines": reads.by_stage_and_source(found),
        "grounds": reads.grounds(found), "years": range(today.year, FIRST_YEAR - 1, -1),
    }  # fmt: skip
    return render(request, "pathways/signals/ruptures.html", page)
