"""Pairs of records that may be one person: compared side by side, then decided by somebody who may find both."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..enums import PairState
from ..forms.duplicates import DecisionForm, SplitForm
from ..models import Pair
from ..permissions import require_following
from ..reads.duplicates import contact_shown, pair_for, proposals_for
from ..services import duplicates
from ..services.reasons import in_words


@require_safe
@signed_in
def pairs(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for a decision."""
    actor = user_of(request)
    require_following(actor)
    shown = [
        (pair, [each for each in in_words(pair.reasons) if each.side == "for"][:3]) for pair in proposals_for(actor)
    ]
    return render(request, "people/duplicates.html", {"pairs": shown})


@form_view
@signed_in
def pair(request: HttpRequest, key: UUID) -> HttpResponse:
    """Two records side by side, what speaks for and against, and the decision."""
    found = _within_reach(request, key)
    form = DecisionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: duplicates.decide(user_of(request), found, form.cleaned_data["state"]),
        page={
            "pair": found,
            "persons": (found.first, found.second),
            "reasons": in_words(found.reasons, contact=contact_shown(user_of(request), found)),
            "heading": _("Une ou deux personnes ?"),
        },
        done=_("C’est noté."),
        to=lambda: reverse("people:duplicates"),
        template="people/pair.html",
    )


@form_view
@signed_in
def split(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a link apart, once confirmed."""
    found = _within_reach(request, key)
    form = SplitForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: duplicates.split(user_of(request), found),
        page={
            "pair": found,
            "persons": (found.first, found.second),
            "heading": _("Séparer ces deux fiches"),
            "splitting": True,
        },
        done=_("Les deux fiches sont séparées. Cette paire ne sera plus proposée."),
        to=lambda: reverse("people:duplicates"),
        template="people/pair.html",
    )


def _within_reach(request: HttpRequest, key: UUID) -> Pair:
    actor = user_of(request)
    require_following(actor)
    found = pair_for(actor, key, tuple(PairState.values))
    if found is None:
        raise Http404
    return found
