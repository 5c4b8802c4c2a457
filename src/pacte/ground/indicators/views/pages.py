"""Reading: the indicators, one sheet with its versions and figures, one measurement with its revisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in
from pacte.ground.accounts.registry import standing

from .. import permissions, reads, services
from ..enums import Qualifier
from ..forms import DecisionForm, FilterForm
from ..models import Definition
from . import actor

PER_PAGE = 50


@require_safe
@signed_in
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Every indicator that the user sees, with its latest figure."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    sort = request.GET.get("sort", "label")
    found = reads.listed_for(request.user, **wanted, sort=sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "lines": reads.lines(request.user, list(page.object_list)), "sort": sort,
        "may_define": permissions.may_steer(request.user), "query": _query(request),
    }  # fmt: skip
    return render(request, "indicators/list.html", context)


@require_safe
@signed_in
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """An indicator's sheet, its versions and its current figures."""
    found = get_object_or_404(reads.indicators_for(request.user).select_related("owner", "part_of"), code=code)
    versions = list(found.definitions.select_related("indicator").order_by("-version"))
    steers = permissions.may_steer(request.user)
    live = _live(versions[0], timezone.localdate()) if steers and versions else None
    figures = reads.shown_to(request.user, reads.series(found))
    context = {
        "latest": figures[0] if figures else None, "baseline": reads.baseline_of(found, figures),
        "indicator": found, "definition": versions[0] if versions else None, "versions": versions,
        "figures": figures, "may_define": steers,
        "live": live,
        "may_set_threshold": permissions.may_lower_threshold(request.user),
        "targets": found.targets.select_related("territory"),
    }  # fmt: skip
    return render(request, "indicators/indicator.html", context)


@require_safe
@signed_in
def measurement(request: HttpRequest, pk: int) -> HttpResponse:
    """One measurement: its value, where it comes from, its revisions with their reasons."""
    found = get_object_or_404(reads.visible_to(request.user), pk=pk)
    seen = [m for m in reads.revisions_of(found) if m.pk == pk or permissions.may_see_unapproved(request.user, m)]
    shown = reads.shown_to(request.user, seen)
    context = {
        "figure": next(one for one in shown if one.measurement.pk == pk), "measurement": found,
        "revisions": [_told(request, one) for one in shown],
        "may_correct": reads.is_correctable(found, seen) and permissions.may_correct(request.user, found),
        "may_amend": reads.is_open(found) and permissions.may_correct(request.user, found),
        "may_decide": reads.awaits_decision(found) and permissions.may_steer(request.user),
        "may_read_review": permissions.may_correct(request.user, found), "decision": DecisionForm(),
    }  # fmt: skip
    return render(request, "indicators/measurement.html", context)


def _live(definition: Definition, today: date) -> dict[str, Any] | None:
    """The computed value of today, as a figure to print, with its rows; None for one that is given by somebody."""
    if definition.computed_by not in services.computations():
        return None
    result, code = services.compute(definition.computed_by, today), definition.indicator.code
    if not result.is_known:
        return None
    figure = {
        "value": str(result.value), "unit": definition.unit, "kind": definition.kind, "qualifier": Qualifier.EXACT,
        "period_start": result.since.isoformat() if result.since else "",
        "period_end": (result.until or today).isoformat(), "reference": f"calcul-{code}-{today.isoformat()}",
        "is_suppressed": False,
    }  # fmt: skip
    return {"figure": figure, "rows": result.rows}


def _told(request: HttpRequest, shown: reads.Shown) -> dict[str, Any]:
    """A revision with the names of those who made and approved it, for who may know them."""
    m = shown.measurement
    return {
        "shown": shown,
        "measurement": m,
        "made_by": _name(request, m.created_by),
        "by": _name(request, m.approved_by),
    }


def _name(request: HttpRequest, person: User | None) -> str:
    if person is None:
        return ""
    known = person.pk == request.user.pk or standing().may_see_name(actor(request), person)
    return person.display_name if known else ""


def _query(request: HttpRequest) -> str:
    """The filters again, for the links that sort and turn pages."""
    kept = request.GET.copy()
    for name in ("page", "sort"):
        kept.pop(name, None)
    return kept.urlencode()
