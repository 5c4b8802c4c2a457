"""Pages of neighbour trouble: one for landlords, one for teams, one for whoever names the teams."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.pathways.reads.stories import scheme_of
from pacte.ground.web.acting import act_and_return, form_page, form_view
from pacte.ground.web.forms import Explained

from .. import permissions
from ..forms import (
    AssignForm,
    CloseForm,
    ContactForm,
    CoverageEndForm,
    CoverageForm,
    EvaluationForm,
    InformationForm,
    SheetForm,
    TakeForm,
)
from ..models import NeighbourSignal, TeamCoverage
from ..reads import boards, health, signals
from ..services import coverage, printing, sheets, team
from ..services.opening import Opened, open_signal


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """A landlord's signals and their status; a team's work."""
    user = user_of(request)
    permissions.require_reading(user)
    context = {
        "is_landlord": permissions.writes_sheets(user), "is_team": permissions.is_team(user),
        "told": boards.told_to(user), "board": boards.board_of(user),
    }  # fmt: skip
    return render(request, "neighbours/home.html", context)


@form_view
@signed_in
def write(request: HttpRequest) -> HttpResponse:
    """The standard sheet."""
    user = user_of(request)
    permissions.require_sheets(user)
    form = SheetForm(request.POST or None, initial={"seen_until": timezone.localdate()})
    made: list[NeighbourSignal] = []
    return form_page(
        request, form, lambda: made.append(sheets.write(user, form.seen)), template="neighbours/sheet_form.html",
        page={"heading": _("Signaler un trouble de voisinage"), "back": reverse("neighbours:home")},
        done=_("La fiche est écrite. Remettez-en une copie à la personne."), to=lambda: _page(made[0]),
    )  # fmt: skip


@require_safe
@signed_in
def signal(request: HttpRequest, key: UUID) -> HttpResponse:
    """One signal, as its landlord or its team reads it. The landlord's page asks for nothing of the team's."""
    opened = open_signal(user_of(request), key)
    context: dict[str, Any] = {"opened": opened, "signal": opened.signal, "told": signals.told(opened.signal)}
    if opened.as_team:
        context |= {
            "contacts": health.contacts_of(opened.signal, opened.seen),
            "evaluations": health.evaluations_of(opened.signal, opened.seen),
            "opens_health": health.opens_health(opened.seen),
        }
    template = "neighbours/team_signal.html" if opened.as_team else "neighbours/landlord_signal.html"
    return render(request, template, context)


@require_safe
@signed_in
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The tenant's copy."""
    made = printing.printed(user_of(request), key)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="fiche.pdf"'
    return answer


@form_view
@signed_in
def complete(request: HttpRequest, key: UUID) -> HttpResponse:
    """The tenant was informed, and asked."""
    user = user_of(request)
    permissions.require_sheets(user)
    found = get_object_or_404(signals.of_landlord(user), key=key)
    names = ("told_on", "told_how", "told_by", "consent", "consent_on", "danger")
    known = {name: getattr(found, name) for name in names}
    form = InformationForm(request.POST or None, initial=known | {"danger_words": signals.sheet_of(found).danger})
    return form_page(
        request, form, lambda: sheets.complete(user, key, form.information),
        page={
            "heading": _("Information et accord de la personne"), "back": _page(found),
            "lead": _("La personne est informée et son accord demandé avant que l’équipe ne reçoive la fiche."),
        },
        done=_("L’information est notée."), to=lambda: _page(found),
    )  # fmt: skip


def _work(request: HttpRequest, key: UUID) -> tuple[User, Opened]:
    user = user_of(request)
    permissions.require_team(user)
    return user, open_signal(user, key, "work")


def _form(
    request: HttpRequest,
    opened: Opened,
    form: Explained,
    act: Callable[[], Any],
    *,
    heading: str,
    done: str,
    lead: str = "",
) -> HttpResponse:
    page = {"heading": heading, "lead": " · ".join(part for part in (opened.signal.label, lead) if part)}
    page["back"] = _page(opened.signal)
    return form_page(request, form, act, page=page, done=done, to=lambda: _page(opened.signal))


@form_view
@signed_in
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who of the team is in charge."""
    user, opened = _work(request, key)
    form = AssignForm(request.POST or None, signal=opened.signal, initial={"to": opened.signal.assigned_to_id})
    return _form(
        request, opened, form, lambda: team.assign(user, key, form.cleaned_data["to"]),
        heading=_("Confier le signalement"), done=_("Le signalement est confié."),
    )  # fmt: skip


@form_view
@signed_in
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """The team takes the signal in charge: a file and a case."""
    user, opened = _work(request, key)
    form = TakeForm(request.POST or None, user=user, signal=opened.signal)
    return _form(
        request, opened, form, lambda: team.take(user, key, **form.cleaned_data), heading=_("Prendre en charge"),
        done=_("Le signalement est pris en charge, le suivi commence."),
        lead=_("Le bailleur lira : pris en charge, et la date. Rien d’autre."),
    )  # fmt: skip


@form_view
@signed_in
def contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """An attempt, a visit."""
    user, opened = _work(request, key)
    opens = health.opens_health(opened.seen)
    form = ContactForm(request.POST or None, opens_health=opens, initial={"on": timezone.localdate()})
    return _form(
        request, opened, form, lambda: team.note_contact(user, key, **form.cleaned_data),
        heading=_("Noter une prise de contact ou une visite"), done=_("C’est noté."),
    )  # fmt: skip


@form_view
@signed_in
def evaluate(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was understood, and what is proposed."""
    user, opened = _work(request, key)
    opens = health.opens_health(opened.seen)
    form = EvaluationForm(request.POST or None, opens_health=opens, initial={"on": timezone.localdate()})
    return _form(
        request, opened, form, lambda: team.evaluate(user, key, **form.cleaned_data),
        heading=_("Évaluation et proposition"),
        done=_("L’évaluation est notée. Un suivi social se demande par une orientation."),
    )  # fmt: skip


@form_view
@signed_in
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """The follow-up ends."""
    user, opened = _work(request, key)
    outcomes = scheme_of(opened.signal.case).outcomes if opened.signal.case else ()
    choices = [(each.key, each.label) for each in outcomes if each.by_hand]
    form = CloseForm(request.POST or None, outcomes=choices, initial={"on": timezone.localdate()})
    return _form(
        request, opened, form, lambda: team.close(user, key, **form.cleaned_data), heading=_("Clore"),
        done=_("Le suivi est clos."), lead=_("Le bailleur lira : clos, et la date. Rien d’autre."),
    )  # fmt: skip


@form_view
@signed_in
def teams(request: HttpRequest) -> HttpResponse:
    """Which team covers which arrondissement; a new one."""
    user = user_of(request)
    permissions.require_naming(user)
    form = CoverageForm(request.POST or None)
    return form_page(
        request, form, lambda: coverage.cover(user, **form.cleaned_data), template="neighbours/teams.html",
        page={"heading": _("Équipes de voisinage"), "back": reverse("neighbours:teams"), **boards.coverage_on()},
        done=_("L’équipe couvre cet arrondissement."), to=lambda: reverse("neighbours:teams"),
    )  # fmt: skip


@require_POST
@signed_in
def end_team(request: HttpRequest, number: int) -> HttpResponse:
    """A team covers an arrondissement until today."""
    user = user_of(request)
    permissions.require_naming(user)
    found = get_object_or_404(TeamCoverage, pk=number)
    form = CoverageEndForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else timezone.localdate()
    return act_and_return(
        request, lambda: coverage.end(user, found, until), done=_("La couverture est terminée."),
        to=reverse("neighbours:teams"),
    )  # fmt: skip


def _page(found: NeighbourSignal) -> str:
    return reverse("neighbours:signal", kwargs={"key": found.key})
