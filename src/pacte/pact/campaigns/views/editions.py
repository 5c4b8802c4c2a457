"""Editions as the pact's team works on them: what they hold, what worries, what they tell, the freeze."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.declarations.errors import BadInput
from pacte.pact.commitments.reads import current_pact

from .. import reads, services
from ..forms import AchievementForm, EditionForm, FreezeForm
from ..models import Achievement, FigureRequest
from ..permissions import require_steering
from .common import actor, edition_or_404, tell

FORM = ["GET", "HEAD", "POST"]


@require_safe
@signed_in
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition, the last first."""
    require_steering(request.user)
    return render(request, "campaigns/editions.html", {"editions": reads.editions_with_counts()})


@require_http_methods(FORM)
@signed_in
def edition_new(request: HttpRequest) -> HttpResponse:
    """Open an edition."""
    require_steering(request.user)
    form = EditionForm(request.POST or None)
    if form.is_valid():
        try:
            edition = services.open_edition(actor(request), current_pact(), **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("L’édition est ouverte."))
            return redirect("campaigns:edition", pk=edition.pk)
    return render(request, "campaigns/edition_new.html", {"form": form})


@require_safe
@signed_in
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: how complete it is, its campaigns, its achievements."""
    require_steering(request.user)
    found = edition_or_404(pk)
    context = {
        "edition": found,
        "readiness": services.readiness(found),
        "campaigns": found.campaigns.order_by("-opens_on"),
        "achievements": found.achievements.select_related("node"),
    }
    return render(request, "campaigns/edition.html", context)


@require_safe
@signed_in
def alerts(request: HttpRequest, pk: int) -> HttpResponse:
    """What worries in an edition."""
    require_steering(request.user)
    found = edition_or_404(pk)
    return render(request, "campaigns/alerts.html", {"edition": found, "groups": reads.alerts_by_kind(found)})


@require_http_methods(FORM)
@signed_in
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """What a freeze will fix for ever, and the act."""
    require_steering(request.user)
    found = edition_or_404(pk)
    readiness = services.readiness(found)
    form = FreezeForm(request.POST or None, missing=readiness.missing)
    if form.is_valid():
        try:
            services.freeze(actor(request), found, force=form.cleaned_data.get("force", ""))
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("L’édition est gelée."))
            return redirect("campaigns:edition", pk=pk)
    waiting = FigureRequest.objects.filter(campaign__edition=found)
    context = {"edition": found, "readiness": readiness, "form": form, "holds": reads.contents(found), "asked": waiting}
    return render(request, "campaigns/freeze.html", context)


@require_http_methods(FORM)
@signed_in
def achievement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell an achievement."""
    require_steering(request.user)
    found = edition_or_404(pk)
    form = AchievementForm(request.POST or None, edition=found)
    if form.is_valid():
        try:
            services.add_achievement(actor(request), found, **form.given())
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("La réalisation est ajoutée."))
            return redirect("campaigns:edition", pk=pk)
    return render(request, "campaigns/achievement.html", {"edition": found, "form": form})


@require_http_methods(FORM)
@signed_in
def achievement(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell an achievement otherwise."""
    require_steering(request.user)
    told = get_object_or_404(Achievement.objects.select_related("node"), pk=pk)
    found = edition_or_404(told.edition_id)
    form = AchievementForm(request.POST or None, edition=found, told=told)
    if form.is_valid():
        try:
            services.change_achievement(actor(request), told, **form.given())
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("La réalisation est changée."))
            return redirect("campaigns:edition", pk=found.pk)
    return render(request, "campaigns/achievement.html", {"edition": found, "form": form, "told": told})


@require_POST
@signed_in
def achievement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an achievement out."""
    require_steering(request.user)
    told = get_object_or_404(Achievement, pk=pk)
    try:
        services.remove_achievement(actor(request), told)
    except BadInput as bad:
        tell(request, bad)
    else:
        messages.success(request, _("La réalisation est retirée."))
    return redirect("campaigns:edition", pk=told.edition_id)
