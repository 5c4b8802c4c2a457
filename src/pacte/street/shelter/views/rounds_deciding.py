"""Deciding the lines of a round, and placing at once a household in immediate danger."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..enums.allocation import RoundLineState
from ..enums.requests import OPEN_STATES
from ..forms.rounds import AnotherLotForm, ImmediateForm, SetAsideForm
from ..models import ProposalLine
from ..reads import rounds as reads
from ..services import placing
from ..services import rounds_deciding as services


def _back(line: ProposalLine) -> str:
    return reverse("shelter:round", kwargs={"key": line.round.key})


def _keys(request: HttpRequest) -> list[str]:
    """The line whose own button was pressed, else those that are ticked."""
    one = request.POST.get("one")
    found = [one] if one else request.POST.getlist("line")
    try:
        return [str(UUID(key)) for key in found]
    except ValueError:
        raise Http404 from None


@require_POST
@signed_in
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Confirm one line, or those that are ticked; what became of each is said."""
    user = user_of(request)
    found = reads.round_of(user, key)
    keys = _keys(request)
    if found.lines.filter(key__in=keys).count() != len(set(keys)):
        raise Http404
    decisions = services.confirm_many(user, keys)
    confirmed = [each for each in decisions if each.is_confirmed]
    for each in decisions:
        if each.words:
            messages.warning(request, f"{each.line.request.label} : {each.words}")
    if confirmed:
        said = ngettext("%(count)d ligne confirmée.", "%(count)d lignes confirmées.", len(confirmed))
        messages.success(request, said % {"count": len(confirmed)})
    if not decisions:
        messages.info(request, _("Cochez d’abord les lignes à confirmer."))
    page = request.POST.get("page", "")
    query = urlencode({"vue": "a-decider", "page": page}) if page.isdigit() else ""
    return redirect(reverse("shelter:round", kwargs={"key": key}) + (f"?{query}" if query else "") + "#lignes")


@form_view
@never_cache
@signed_in
def another_lot(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another place for this household: those that can take it now, the best first."""
    user = user_of(request)
    line = reads.line_of(user, key)
    lots = placing.best_lots(line.request, line.members if line.lot_id else None)
    if line.state == RoundLineState.PROPOSED:
        lots = [lot for lot in lots if lot.pk != line.lot_id]
    form = AnotherLotForm(request.POST or None, lots=lots, needs_reason=line.state != RoundLineState.TAKEN)
    by_key = {str(lot.key): lot for lot in lots}
    return form_page(
        request,
        form,
        lambda: services.override(user, key, by_key[form.cleaned_data["lot"]], **form.why),
        page={"heading": _("Une autre place"), "line": line, "lots": lots, "back": _back(line),
              "submit": _("Donner cette place"), "told": reads.told([line])[0]},
        done=_("La place est donnée."),
        to=lambda: _back(line),
        template="shelter/rounds/another_lot.html",
    )  # fmt: skip


@form_view
@never_cache
@signed_in
def set_aside(request: HttpRequest, key: UUID) -> HttpResponse:
    """Leave a proposal."""
    user = user_of(request)
    line = reads.line_of(user, key)
    form = SetAsideForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.set_aside(user, key, **form.cleaned_data),
        page={"heading": _("Écarter cette proposition"), "back": _back(line), "submit": _("Écarter"),
              "lead": _("Le ménage reste dans la file et sera du prochain tour.")},
        done=_("La proposition est écartée. Le ménage reste dans la file."),
        to=lambda: _back(line),
    )  # fmt: skip


@form_view
@never_cache
@signed_in
def place_now(request: HttpRequest, key: UUID) -> HttpResponse:
    """Immediate danger: a reason, the best places first, one tap."""
    user = user_of(request)
    asked = reads.request_of(user, key)
    lots = placing.best_lots(asked) if asked.state in OPEN_STATES else []
    by_key = {str(lot.key): lot for lot in lots}
    form = ImmediateForm(request.POST or None, lots=lots, initial={"danger": asked.danger})
    back = reverse("shelter:request", kwargs={"key": key})

    def act() -> None:
        values = form.cleaned_data
        placing.place_now(user, asked, values["danger"], values["words"], by_key[values["lot"]])

    return form_page(
        request,
        form,
        act,
        page={"heading": _("Placer tout de suite"), "asked": asked, "lots": lots, "back": back,
              "submit": _("Placer maintenant")},
        done=_("La place est donnée, avec sa raison."),
        to=lambda: back,
        template="shelter/rounds/place_now.html",
    )  # fmt: skip
