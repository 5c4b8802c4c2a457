"""The desk's pages: what waits, one signal, and its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.services import meeting
from pacte.ground.web.acting import form_page, form_view

from ..enums import SignalState
from ..forms.signals import ClosingForm, JoiningForm, OpeningForm, PassingForm, TriageFilter, area_of
from ..models import Case
from ..permissions import require_triage
from ..reads import signals as reads
from ..reads.cases import is_open_to
from ..services import signals_answering as services


@require_safe
@signed_in
def triage(request: HttpRequest) -> HttpResponse:
    """What waits at the user's desks, danger first; what was answered, when asked."""
    user = user_of(request)
    require_triage(user)
    form = TriageFilter(request.GET if "state" in request.GET else None, initial={"state": SignalState.WAITING})
    said = form.cleaned_data if form.is_valid() else {"state": SignalState.WAITING, "kind": ""}
    today = timezone.localdate()
    page = {
        "rows": reads.waiting_first(user, state=said["state"], kind=said["kind"]), "form": form, "today": today,
        "standing": reads.standing(reads.triage_of(user), today),
    }  # fmt: skip
    return render(request, "pathways/signals/triage.html", page)


@require_safe
@signed_in
def signal(request: HttpRequest, key: UUID) -> HttpResponse:
    """One signal as its desk may read it; the opening is in the journal."""
    user = user_of(request)
    sight = services.open_signal(user, key)
    case = sight.signal.case
    page = {"sight": sight, "signal": sight.signal, "case": case if case and is_open_to(user, case) else None}
    return render(request, "pathways/signals/signal.html", page)


@form_view
@signed_in
def opening(request: HttpRequest, key: UUID) -> HttpResponse:
    """It opens a pathway: for whom, which scheme, the first act and its day."""
    user, sight = _asked(request, key)
    assert sight.signal.desk is not None
    form = OpeningForm(request.POST or None, user=user, organisation=sight.signal.desk.organisation)
    hits: list[Any] = []
    made: list[Case] = []
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["file"]:
        hits = [] if form.cleaned_data["anyway"] else meeting.alike(user, form.values, [])

    def act() -> None:
        if hits:
            raise BadInput()
        made.append(_opened(user, key, form))

    page = _page(sight, _("Ouvrir un parcours")) | {"hits": hits, "submit": _("Ouvrir le parcours")}
    return form_page(
        request, form, act, template="pathways/signals/opening.html", page=page, done=_("Le parcours est ouvert."),
        to=lambda: reverse("pathways:case", kwargs={"key": made[0].key}),
    )  # fmt: skip


def _opened(user: User, key: UUID, form: OpeningForm) -> Case:
    said, (scheme, step) = form.cleaned_data, form.begun
    if said["file"]:
        return services.open_pathway(user, key, file=said["file"], scheme=scheme, step=step, on=said["on"])
    return services.open_for_new(
        user, key, values=form.values, person=said["person"], scheme=scheme, step=step, on=said["on"]
    )


@form_view
@signed_in
def joining(request: HttpRequest, key: UUID) -> HttpResponse:
    """It is about a case that one already follows."""
    user, sight = _asked(request, key)
    form = JoiningForm(request.POST or None, user=user)
    lead = _("Plusieurs alertes peuvent rejoindre un même parcours.")
    return _form(
        request, sight, form, lambda: services.join_case(user, key, form.cleaned_data["case"]),
        heading=_("Rattacher à un parcours en cours"), lead=lead, done=_("L’alerte a rejoint le parcours."),
    )  # fmt: skip


@form_view
@signed_in
def closing(request: HttpRequest, key: UUID) -> HttpResponse:
    """No pathway, and why."""
    user, sight = _asked(request, key)
    form = ClosingForm(request.POST or None)
    lead = _("Le motif est compté ; qui a transmis l’alerte ne le lit pas.")
    return _form(
        request, sight, form, lambda: services.close_signal(user, key, form.cleaned_data["reason"]),
        heading=_("Clore sans suite"), lead=lead, done=_("L’alerte est close."),
    )  # fmt: skip


@form_view
@signed_in
def passing(request: HttpRequest, key: UUID) -> HttpResponse:
    """To the desk of another territory."""
    user, sight = _asked(request, key)
    form = PassingForm(request.POST or None)

    def act() -> None:
        area = area_of(form.cleaned_data["area"])
        assert area is not None
        services.pass_on(user, key, area)

    lead = _("Le délai court depuis le jour où l’alerte a été reçue.")
    return _form(
        request, sight, form, act, heading=_("Transmettre à un autre arrondissement"), lead=lead,
        done=_("L’alerte est transmise."), to=reverse("pathways:triage"),
    )  # fmt: skip


def _asked(request: HttpRequest, key: UUID) -> tuple[User, reads.SignalSight]:
    user = user_of(request)
    return user, services.reached(user, key)


def _page(sight: reads.SignalSight, heading: str) -> dict[str, Any]:
    back = reverse("pathways:signal", kwargs={"key": sight.signal.key})
    return {"heading": heading, "lead": f"{sight.signal.label} · {sight.kind}", "back": back, "sight": sight}


def _form(
    request: HttpRequest, sight: reads.SignalSight, form: Any, act: Callable[[], Any], *, heading: str, lead: str,
    done: str, to: str = "",
) -> HttpResponse:  # fmt: skip
    page = _page(sight, heading)
    page["lead"] = f"{page['lead']}. {lead}"
    return form_page(request, form, act, page=page, done=done, to=lambda: to or page["back"])
