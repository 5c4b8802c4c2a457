"""A young person's page and its acts. Who reads what is the case's own sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.reads.stories import scheme_of, story_of
from pacte.ground.pathways.services.opening import case_to_write, open_case
from pacte.ground.people.services.opening import file_to_write
from pacte.ground.web.acting import act_and_return, form_page, form_view
from pacte.ground.web.forms import Explained

from .. import permissions
from ..forms import (
    AppealAnswerForm,
    AppealForm,
    BeginForm,
    ContractForm,
    DayForm,
    GoalForm,
    LeavingForm,
    RefusalForm,
    TrustedForm,
)
from ..models import ContractRefusal, YoungAdult
from ..reads import young as reads
from ..rules import RETURN_REFERENCE, RIGHT_REFERENCE, is_a_right
from ..services import contracts, following, planning, printing


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The young people within reach, what presses first."""
    user = user_of(request)
    permissions.require_following_young(user)
    return render(request, "young_adults/home.html", {"board": reads.board_of(user, timezone.localdate())})


@form_view
@signed_in
def begin(request: HttpRequest, file: UUID) -> HttpResponse:
    """Follow somebody towards autonomy."""
    user = user_of(request)
    sight, _seen = file_to_write(user, file)
    form = BeginForm(request.POST or None, initial={"on": timezone.localdate()})
    made: list[Case] = []
    return form_page(
        request, form, lambda: made.append(following.begin(user, file, **form.cleaned_data)),
        page={
            "heading": _("Préparer les 18 ans"), "back": reverse("people:person", kwargs={"key": sight.person.key}),
            "lead": _("Le jour des 18 ans suffit : aucune date de naissance n’est gardée ici."),
        },
        done=_("Le suivi commence."), to=lambda: _url("young", made[0].key),
    )  # fmt: skip


@require_safe
@signed_in
def young(request: HttpRequest, key: UUID) -> HttpResponse:
    """One young person: the plan, the contracts, the refusals, the return."""
    seen = open_case(user_of(request), key)
    row = _row(seen)
    context = {
        "page": reads.shown(seen, row, timezone.localdate()), "young": row, "case": seen.case, "seen": seen,
        "story": story_of(seen.case), "today": timezone.localdate(), "right": RIGHT_REFERENCE,
        "back_right": RETURN_REFERENCE,
    }  # fmt: skip
    return render(request, "young_adults/young.html", context)


@require_safe
@signed_in
def plan_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The plan, for the young person to keep."""
    answer = HttpResponse(printing.printed(user_of(request), key), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="projet.pdf"'
    return answer


@form_view
@signed_in
def trusted(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who the young person chose to have at their side."""
    user, seen, _row = _followed(request, key)
    form = TrustedForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: planning.name_trusted(user, key, **form.cleaned_data),
        heading=_("Personne de confiance"), done=_("La personne de confiance est notée."),
        lead=_("La ou le jeune la choisit et peut en changer (code de l’action sociale, L222-5-1)."),
    )  # fmt: skip


@form_view
@signed_in
def goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """One more aim of the plan."""
    user, seen, _row = _followed(request, key)
    form = GoalForm(request.POST or None, opens_health=seen.shows(FieldClass.HEALTH))
    return _form(
        request, seen, form, lambda: planning.add_goal(user, key, **form.cleaned_data),
        heading=_("Ajouter au projet d’accès à l’autonomie"), done=_("C’est écrit au projet."),
    )  # fmt: skip


@require_POST
@signed_in
def goal_done(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """An aim is reached, or is not after all."""
    user = user_of(request)
    act = lambda: planning.goal_done(user, key, number)  # noqa: E731
    return act_and_return(request, act, done=_("Le projet est à jour."), to=_url("young", key))


@form_view
@signed_in
def contract(request: HttpRequest, key: UUID) -> HttpResponse:
    """A contract, or its renewal."""
    user, seen, _row = _followed(request, key)
    form = ContractForm(request.POST or None, initial={"signed_on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: contracts.sign(user, key, **form.cleaned_data),
        heading=_("Signer ou renouveler un contrat"), done=_("Le contrat est noté, son terme est suivi."),
        lead=_("Chaque renouvellement est un nouveau contrat, avec son propre terme."),
    )  # fmt: skip


@form_view
@signed_in
def refusal(request: HttpRequest, key: UUID) -> HttpResponse:
    """A contract is refused: the page says since when it is a right."""
    user, seen, row = _followed(request, key)
    form = RefusalForm(request.POST or None, initial={"refused_on": timezone.localdate()})
    lead = _("Le motif et les recours s’écrivent à la personne.")
    if row.turns_18_on and is_a_right(timezone.localdate(), row.turns_18_on):
        words = _(
            "Avant 21 ans, le contrat est un droit pour qui manque de ressources ou de soutien familial (%(text)s)."
        )
        lead = f"{words % {'text': RIGHT_REFERENCE}} {lead}"
    return _form(
        request, seen, form, lambda: contracts.refuse(user, key, **form.cleaned_data),
        heading=_("Noter un refus de contrat"), done=_("Le refus est noté."), lead=lead,
    )  # fmt: skip


@form_view
@signed_in
def appeal(request: HttpRequest, key: UUID, refusal: UUID) -> HttpResponse:
    """A refusal is disputed."""
    user, seen, row = _followed(request, key)
    _require_refusal(row, refusal)
    form = AppealForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: contracts.appeal(user, key, refusal, **form.cleaned_data),
        heading=_("Noter un recours"), done=_("Le recours est noté."),
    )  # fmt: skip


@form_view
@signed_in
def appeal_answer(request: HttpRequest, key: UUID, refusal: UUID) -> HttpResponse:
    """What was answered to it."""
    user, seen, row = _followed(request, key)
    _require_refusal(row, refusal)
    form = AppealAnswerForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: contracts.decide_appeal(user, key, refusal, **form.cleaned_data),
        heading=_("Noter la réponse au recours"), done=_("La réponse est notée."),
    )  # fmt: skip


@form_view
@signed_in
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """The young person leaves."""
    user, seen, _row = _followed(request, key)
    outcomes = [(each.key, each.label) for each in scheme_of(seen.case).outcomes if each.by_hand]
    form = LeavingForm(request.POST or None, outcomes=outcomes, initial={"on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: contracts.leave(user, key, **form.cleaned_data), heading=_("Noter une sortie"),
        done=_("La sortie est notée. Un entretien est à tenir dans six mois."),
        lead=_("Un entretien se tient six mois après, et le retour reste possible jusqu’à 21 ans."),
    )  # fmt: skip


@form_view
@signed_in
def come_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who left comes back."""
    user, seen, _row = _followed(request, key)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: contracts.come_back(user, key, **form.cleaned_data), heading=_("Noter un retour"),
        done=_("Le retour est noté : le parcours reprend."),
    )  # fmt: skip


@form_view
@signed_in
def interview_after(request: HttpRequest, key: UUID) -> HttpResponse:
    """The interview six months after leaving was held."""
    user, seen, _row = _followed(request, key)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form(
        request, seen, form, lambda: contracts.hold_interview_after(user, key, **form.cleaned_data),
        heading=_("Entretien six mois après la sortie"), done=_("L’entretien est noté."),
    )  # fmt: skip


def _followed(request: HttpRequest, key: UUID) -> tuple[User, CaseSight, YoungAdult]:
    user = user_of(request)
    seen = case_to_write(user, key)
    return user, seen, _row(seen)


def _row(seen: CaseSight) -> YoungAdult:
    found = YoungAdult.objects.filter(case=seen.case).first()
    if found is None:
        raise Http404
    return found


def _require_refusal(row: YoungAdult, refusal: UUID) -> None:
    if not ContractRefusal.objects.filter(young=row, key=refusal).exists():
        raise Http404


def _form(
    request: HttpRequest, seen: CaseSight, form: Explained, act: Callable[[], Any], *, heading: str, done: str,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    back = _url("young", seen.case.key)
    page = {"heading": heading, "lead": " · ".join(part for part in (seen.case.label, lead) if part), "back": back}
    return form_page(request, form, act, page=page, done=done, to=lambda: back)


def _url(route: str, key: UUID) -> str:
    return reverse(f"young_adults:{route}", kwargs={"key": key})
