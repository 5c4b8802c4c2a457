"""The journal's pages, for the data protection officer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import exports, reads, services
from .forms import SearchForm
from .permissions import require_officer
from .reads import Search

PER_PAGE = 50


@require_safe
@login_required
def journal(request: HttpRequest) -> HttpResponse:
    """Search the journal; without a criterion, its latest lines."""
    require_officer(request.user)
    form = SearchForm(request.GET)
    wanted = form.wanted() if form.is_valid() else None
    lines = services.search(request.user, wanted) if wanted else reads.entries(Search()).none()
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "seals": reads.seals(), "query": _query(request)}
    return render(request, "audit/journal.html", context, status=200 if wanted else 400)


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponseBase:
    """The lines that match, as CSV. A criterion that cannot be read sends back to the form."""
    require_officer(request.user)
    form = SearchForm(request.GET)
    if not form.is_valid():
        return journal(request)
    return exports.csv(services.search(request.user, form.wanted(), exported=True))


@require_POST
@login_required
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute every seal and say which segment was tampered with."""
    findings = services.verify(request.user)
    title = _("Le journal a été modifié") if findings else _("Le journal est intact")
    context = {"findings": findings, "seals": reads.seals(), "title": title}
    return render(request, "audit/verification.html", context)


def _query(request: HttpRequest) -> str:
    """The criteria again, without the page number, for the links of the page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
