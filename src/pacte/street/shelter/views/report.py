"""The report of a night: read, closed, taken away as a spreadsheet or a PDF."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..forms.report import CloseForm
from ..models import NightReport
from ..permissions import regulates, require_reading, require_regulation
from ..reads.tonight import night_at
from ..services import report as services
from ..services import report_told
from ..services.report_told import Told
from .board import night_of

PER_PAGE = 31


@require_safe
@signed_in
def reports(request: HttpRequest) -> HttpResponse:
    """The nights that were closed, and for the regulation the one to close."""
    user = user_of(request)
    require_reading(user)
    page = Paginator(NightReport.objects.defer("figures"), PER_PAGE).get_page(request.GET.get("page"))
    tonight = night_at()
    shown = {"page": page, "tonight": tonight, "regulates": regulates(user), "may_close": services.may_close(tonight)}
    return render(request, "shelter/report/reports.html", shown)


@require_safe
@signed_in
def night(request: HttpRequest, night: str) -> HttpResponse:
    """One night's report, as this reader may read it."""
    report = _told(request, night)
    user = user_of(request)
    may_close = regulates(user) and not report.is_empty and services.may_close(report.night)
    is_by_nobody = report.report is None or report.report.closed_by_id is None
    page = {"told": report, "regulates": regulates(user), "may_close": may_close and is_by_nobody}
    return render(request, "shelter/report/night.html", page)


@form_view
@signed_in
def close(request: HttpRequest, night: str) -> HttpResponse:
    """Close a night with its notable facts."""
    user = user_of(request)
    require_regulation(user)
    day = night_of(night)
    form = CloseForm(request.POST or None)
    page = {
        "heading": _("Clore la nuit du %(night)s") % {"night": date_format(day, "j F Y")},
        "lead": _("Les chiffres seront gardés tels qu’ils sont lus maintenant. Ils ne changeront plus."),
        "submit": _("Clore le bilan"), "back": _address(day),
    }  # fmt: skip
    return form_page(
        request, form, lambda: services.close(user, day, form.cleaned_data["words"]), page=page,
        done=_("Le bilan est clos."), to=lambda: _address(day),
    )  # fmt: skip


@require_safe
@signed_in
def as_csv(request: HttpRequest, night: str) -> HttpResponse:
    """The same for a spreadsheet."""
    report = _whole(request, night)
    response = HttpResponse(report_told.as_csv(report), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bilan-{report.night.isoformat()}.csv"'
    return response


@require_safe
@signed_in
def as_pdf(request: HttpRequest, night: str) -> HttpResponse:
    """The same on paper."""
    report = _whole(request, night)
    response = HttpResponse(report_told.as_pdf(report), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bilan-{report.night.isoformat()}.pdf"'
    return response


def _told(request: HttpRequest, night: str) -> Told:
    user = user_of(request)
    require_reading(user)
    return report_told.told(user, night_of(night))


def _whole(request: HttpRequest, night: str) -> Told:
    """A report that has something to take away; 404 otherwise."""
    report = _told(request, night)
    if not report.sections:
        raise Http404
    return report


def _address(night: date) -> str:
    return reverse("shelter:report_night", kwargs={"night": night.isoformat()})
