"""Who read what of a person, and readings that ask a question."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.people.models import Person
from pacte.ground.web.exports import harmless

from .. import rules
from ..forms import ReadingsFilter
from ..permissions import require_desk
from ..reads import readings as reads
from ..services import readings as services

PER_PAGE = 50
COLUMNS = ["at", "who", "role", "organisation", "action", "through"]


def _person(key: UUID) -> Person:
    found = Person.objects.filter(key=key, anonymised_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def readings(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who read or changed what of this person, named by their pseudonym alone."""
    require_desk(user_of(request))
    person = _person(key)
    form = ReadingsFilter(request.GET)
    acts = services.look(user_of(request), person, form.wanted())
    page = {
        "person": person, "form": form, "page": Paginator(acts, PER_PAGE).get_page(request.GET.get("page")),
        "query": request.GET.urlencode(), "most": reads.MOST,
    }  # fmt: skip
    return render(request, "data_protection/readings.html", page, status=200 if form.is_valid() else 400)


@require_safe
@signed_in
def export(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same lines as a spreadsheet; that they left is in the journal."""
    require_desk(user_of(request))
    acts = services.look(user_of(request), _person(key), ReadingsFilter(request.GET).wanted(), exported=True)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for act in acts:
        told = (act.who, act.role, act.organisation, act.action, act.relation)
        writer.writerow([act.at.isoformat(), *(harmless(part) for part in told)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lectures.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def unusual(request: HttpRequest) -> HttpResponse:
    """Accounts that opened many persons within an hour; readings that stood on urgency alone."""
    require_desk(user_of(request))
    found = reads.unusual(timezone.now())
    page = {"found": found, "many": rules.MANY_PERSONS, "days": reads.PERIOD.days}
    return render(request, "data_protection/unusual.html", page)
