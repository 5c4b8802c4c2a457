"""Campaigns: opening one, seeing where it stands, deciding on what was submitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.declarations.errors import BadInput

from .. import reads, services
from ..forms import CampaignForm, FilterForm, ReasonForm
from ..models import Campaign, FigureRequest
from ..permissions import may_steer, require_contribution, require_part, require_steering
from .common import actor, campaign_or_404, edition_or_404, tell

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def campaign_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a collection for an edition."""
    require_steering(request.user)
    edition = edition_or_404(pk)
    form = CampaignForm(request.POST or None, edition=edition)
    if form.is_valid():
        try:
            campaign = services.open_campaign(actor(request), edition, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("La campagne est ouverte."))
            return redirect("campaigns:campaign", pk=campaign.pk)
    return render(request, "campaigns/campaign_new.html", {"edition": edition, "form": form})


@require_safe
@signed_in
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a campaign stands: what is asked, of whom, in which state."""
    require_part(request.user)
    found = campaign_or_404(request.user, pk)
    seen = reads.requests_visible_to(request.user).filter(campaign=found)
    form = FilterForm(request.GET, organisations=reads.organisations_asked(seen))
    shown = reads.narrowed(seen, form.cleaned_data if form.is_valid() else {})
    context = {
        "campaign": found,
        "completeness": reads.completeness(seen),
        "form": form,
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "steers": may_steer(request.user),
    }
    return render(request, "campaigns/campaign.html", context)


@require_POST
@signed_in
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a campaign."""
    require_steering(request.user)
    found = campaign_or_404(request.user, pk)
    try:
        services.close(actor(request), found)
    except BadInput as bad:
        tell(request, bad)
    else:
        messages.success(request, _("La campagne est close."))
    return redirect("campaigns:campaign", pk=pk)


@require_safe
@signed_in
def review_queue(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits for a decision."""
    require_steering(request.user)
    return _queue(request, campaign_or_404(request.user, pk))


def _queue(request: HttpRequest, campaign: Campaign, **context: Any) -> HttpResponse:
    """The queue as a page or, for HTMX, the same part of it alone."""
    waiting = reads.requests_to_decide(campaign)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    name = "campaigns/parts/queue.html" if request.headers.get("HX-Request") else "campaigns/queue.html"
    return render(request, name, {"campaign": campaign, "page": page, "reason": ReasonForm(), **context})


def _asked(pk: int) -> FigureRequest:
    return get_object_or_404(FigureRequest.objects.select_related("campaign__edition", "measurement"), pk=pk)


@require_POST
@signed_in
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a submitted figure."""
    require_steering(request.user)
    asked = _asked(pk)
    try:
        services.approve(actor(request), asked)
    except BadInput as bad:
        return _refused(request, asked, bad)
    return _decided(request, asked, _("Le chiffre est validé."))


@require_POST
@signed_in
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a submitted figure back, with what to mend."""
    require_steering(request.user)
    asked = _asked(pk)
    try:
        services.return_(actor(request), asked, request.POST.get("reason", ""))
    except BadInput as bad:
        return _refused(request, asked, bad)
    return _decided(request, asked, _("Le chiffre est renvoyé, avec son motif."))


def _decided(request: HttpRequest, asked: FigureRequest, words: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _queue(request, asked.campaign)
    messages.success(request, words)
    return redirect("campaigns:review_queue", pk=asked.campaign_id)


def _refused(request: HttpRequest, asked: FigureRequest, bad: BadInput) -> HttpResponse:
    """The queue again, with the refusal beside the figure and what was typed kept."""
    return _queue(request, asked.campaign, refused=asked.pk, faults=bad.faults, typed=request.POST.get("reason", ""))


@require_POST
@signed_in
def submit_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in every figure that is ready."""
    require_contribution(request.user)
    found = get_object_or_404(reads.campaigns_answered_by(request.user), pk=pk)
    try:
        count = services.submit_all(actor(request), found)
    except BadInput as bad:
        tell(request, bad)
    else:
        words = ngettext("%(count)d chiffre est soumis.", "%(count)d chiffres sont soumis.", count)
        messages.success(request, words % {"count": count})
    return redirect("campaigns:campaign", pk=pk)
