"""The public pages of the pact."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from pacte.ground.web.languages import speaks_arabic

from ..reads import editions as issues
from ..reads import indicators, overview
from . import answers

HOME = "review/home_page.html"
"""The home page's frame: the needs stand above the pact, in the reader's language."""


@speaks_arabic
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one needs tonight, then the pact at a glance, in the last edition or in the one asked for."""
    issue = issues.asked(request.GET.get("edition", ""), request.user)
    if issue is None:
        return render(request, "review/nothing.html")
    return answers.page(request, issue, "home", lambda: overview.home(issue.snapshot), "review/home.html", frame=HOME)


@require_safe
def chapter(request: HttpRequest, code: str) -> HttpResponse:
    """A chapter: its figures, where its commitments stand, what is not done."""
    issue = issues.required(request.GET.get("edition", ""), request.user)
    return answers.page(
        request, issue, f"chapter/{code}", lambda: overview.chapter(issue.snapshot, code), "review/chapter.html"
    )


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """An indicator: its values, its sheet, and what was corrected since, the only thing read live."""
    issue = issues.required(request.GET.get("edition", ""), request.user)
    corrections = [] if issue.is_preview else indicators.corrections(issue, code)
    live = render_to_string("review/parts/corrections.html", {"corrections": corrections})
    return answers.page(
        request,
        issue,
        f"indicator/{code}",
        lambda: indicators.page(issue.snapshot, code),
        "review/indicator.html",
        live=live,
    )


@require_safe
def review(request: HttpRequest, edition: str) -> HttpResponse:
    """The whole review as a page."""
    issue = issues.required(edition, request.user)
    return answers.page(request, issue, "review", lambda: overview.review(issue.snapshot), "review/review.html")


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The frozen editions."""
    return render(request, "review/editions.html", {"editions": issues.cards()})


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The files of each frozen edition."""
    return render(request, "review/open_data.html", {"editions": issues.cards()})
