"""The night board, live; the map; the nights gone by."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from pacte.ground.accounts.permissions import signed_in, user_of

from ..models import ShelterRequest
from ..permissions import require_regulation
from ..reads.board import Board, address, board_of
from ..reads.board_map import SiteTonight, areas_tonight, sites_tonight
from ..reads.board_nights import nights as nights_kept
from ..reads.board_nights import told
from ..reads.board_steps import steps_of
from ..reads.board_version import version
from ..reads.tonight import night_at

LIVE = "night"
"""The element that polling replaces."""


def night_of(text: str, *, before: date | None = None) -> date:
    """The night that an address names; 404 when it is no night, or one that is yet to come."""
    try:
        night = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if night > (before or night_at()):
        raise Http404
    return night


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Tonight. Asked again with the mark of what it shows, it answers nothing (204) while nothing has changed."""
    if request.headers.get("HX-Request") and not request.user.is_authenticated:
        return HttpResponseClientRefresh()
    return _board(request)


@signed_in
def _board(request: HttpRequest) -> HttpResponse:
    require_regulation(user_of(request))
    night = night_at()
    is_live = request.headers.get("HX-Target") == LIVE
    if is_live and request.GET.get("v") == version(night):
        return HttpResponse(status=204)
    template = "shelter/board/live.html" if is_live else "shelter/board/board.html"
    return render(request, template, _shown(board_of(night)))


def _shown(found: Board) -> dict[str, Any]:
    """What the board's template reads; pages of other parts that are not mounted are left out."""
    return {
        "board": found, "steps": steps_of(found), "queue": address("queue"), "rounds": address("rounds"),
        "new_request": address("new_request"),
    }  # fmt: skip


@require_POST
@signed_in
def go(request: HttpRequest) -> HttpResponse:
    """From a request's number of tonight to its page."""
    require_regulation(user_of(request))
    number = re.fullmatch(r"\s*[dD]?\s*-?\s*(\d{1,6})\s*", request.POST.get("number", ""))
    found = ShelterRequest.objects.of_night(night_at()).filter(number=int(number[1])).first() if number else None
    page = address("request", key=found.key) if found else ""
    if page:
        return redirect(page)
    messages.error(request, _("Aucune demande de cette nuit n’a ce numéro. Vérifiez-le dans la file."))
    return redirect("shelter:board")


@require_safe
@signed_in
def board_map(request: HttpRequest) -> HttpResponse:
    """Sites and what they have free, households by arrondissement; the tables say the same."""
    require_regulation(user_of(request))
    night = night_at()
    sites = sites_tonight(night)
    areas, elsewhere = areas_tonight(night)
    counts = [{"at": area.middle, "span": area.span, "count": area.households} for area in areas if area.middle]
    drawn = {"sites": [_point(each) for each in sites if each.site.latitude is not None], "areas": counts}
    page = {"night": night, "sites": sites, "areas": areas, "elsewhere": elsewhere, "drawn": drawn}
    return render(request, "shelter/board/map.html", page)


def _point(each: SiteTonight) -> dict[str, Any]:
    """A site as the map draws it."""
    label = "?" if each.free is None else str(each.free)
    at = [each.site.latitude, each.site.longitude]
    return {"name": each.site.name, "at": at, "tone": each.tone, "words": each.words, "label": label}


@require_safe
@signed_in
def nights(request: HttpRequest) -> HttpResponse:
    """The nights that were kept."""
    require_regulation(user_of(request))
    page = nights_kept(night_at(), request.GET.get("page"))
    return render(request, "shelter/board/nights.html", {"page": page, "nights": told(page)})


@require_safe
@signed_in
def past(request: HttpRequest, night: str) -> HttpResponse:
    """A night gone by, to read only."""
    require_regulation(user_of(request))
    day = night_of(night)
    if day == night_at():
        return redirect(reverse("shelter:board"))
    return render(request, "shelter/board/past.html", _shown(board_of(day)))
