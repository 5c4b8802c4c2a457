"""What is noted in a case: it happened, it is planned, a fact, a delay suspended, the end, a word, who leads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.people.permissions.colleagues import colleagues
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import ClockHold
from ..forms import cases as forms
from ..models import CaseClock
from ..reads.case_what_if import planned_moves
from ..reads.case_words import name_of
from ..reads.cases import CaseSight
from ..reads.stories import scheme_of, story_of
from ..services import cases, recording
from ..services.opening import case_to_write, open_case
from .case_common import case_address, case_form, written


@form_view
@signed_in
def case_happened(request: HttpRequest, key: UUID) -> HttpResponse:
    """Something happened, whatever its day."""
    seen = written(request, key)
    first = {"on": timezone.localdate(), "step": request.GET.get("step", "")[:60]}
    form = forms.HappenedForm(
        request.POST or None, scheme=scheme_of(seen.case), story=story_of(seen.case), initial=first
    )  # fmt: skip
    return case_form(
        request, seen, form, lambda: recording.happened(user_of(request), key, **form.cleaned_data),
        heading=_("Noter ce qui s’est passé"), done=_("C’est noté. Les délais sont à jour."),
    )  # fmt: skip


@form_view
@signed_in
def case_plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan or move a date: which clocks move is shown first, then it is saved."""
    seen = written(request, key)
    story, scheme = story_of(seen.case), scheme_of(seen.case)
    step = request.GET.get("step", "")[:60]
    first = {"step": step, "on": story.planned.get(step)}
    form = forms.PlanForm(request.POST or None, scheme=scheme, story=story, initial=first)
    address = case_address(seen.case)
    page: dict[str, Any] = {
        "heading": _("Prévoir une date"), "seen": seen, "back": address, "submit": _("Voir ce qui bouge"),
    }  # fmt: skip
    said = f"{request.POST.get('step', '')} {request.POST.get('on', '')}"
    if request.method == "POST" and form.is_valid() and request.POST.get("shown") != said:
        chosen = form.cleaned_data
        page |= {
            "form": form, "shown": said, "submit": _("Enregistrer cette date"),
            "step_label": name_of(scheme, chosen["step"]), "on": chosen["on"],
            "moves": planned_moves(seen.case, chosen["step"], chosen["on"], timezone.localdate()),
        }  # fmt: skip
        return render(request, "pathways/cases/plan.html", page)
    return form_page(
        request, form, lambda: recording.plan(user_of(request), key, **form.cleaned_data), page=page,
        done=_("La date est enregistrée. Les délais sont à jour."), to=lambda: address,
        template="pathways/cases/plan.html",
    )  # fmt: skip


@require_POST
@signed_in
def case_unplan(request: HttpRequest, key: UUID) -> HttpResponse:
    """Nothing is planned any more for a step."""
    user = user_of(request)
    seen = case_to_write(user, key)
    step = request.POST.get("step", "")[:60]
    return act_and_return(
        request, lambda: recording.unplan(user, key, step), done=_("Cette date n’est plus prévue."),
        to=case_address(seen.case),
    )  # fmt: skip


@form_view
@signed_in
def case_what_if(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a day would move; nothing is written."""
    user = user_of(request)
    seen = open_case(user, key, "what_if")
    story, scheme = story_of(seen.case), scheme_of(seen.case)
    planned = next(iter(story.planned.items()), ("", None))
    form = forms.WhatIfForm(
        request.POST or None, scheme=scheme, story=story, initial={"step": planned[0], "on": planned[1]}
    )  # fmt: skip
    page: dict[str, Any] = {"form": form, "seen": seen, "back": case_address(seen.case)}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        moved = planned_moves(seen.case, said["step"], said["on"], timezone.localdate())
        page |= {"moves": moved, "step": said["step"], "step_label": name_of(scheme, said["step"]), "on": said["on"]}
    status = 422 if form.errors else 200
    return render(request, "pathways/cases/what_if.html", page, status=status)


@form_view
@signed_in
def case_facts(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is true of the case, and picks its rules."""
    seen = written(request, key)
    known = story_of(seen.case).facts
    form = forms.FactsForm(
        request.POST if request.method == "POST" else None, scheme=scheme_of(seen.case), known=known
    )  # fmt: skip
    return case_form(
        request, seen, form, lambda: recording.set_facts(user_of(request), key, form.changed),
        heading=_("Préciser la situation"), done=_("C’est précisé. Les délais sont à jour."),
        lead=_("Ces précisions choisissent les règles : rien n’est obligatoire."),
    )  # fmt: skip


def _clocks(seen: CaseSight, hold: ClockHold) -> list[tuple[str, str]]:
    scheme = scheme_of(seen.case)
    rows = CaseClock.objects.filter(case=seen.case, hold=hold).values_list("clock", flat=True).distinct()
    return [(clock, name_of(scheme, clock)) for clock in sorted(rows)]


@form_view
@signed_in
def case_pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Suspend a clock."""
    seen = written(request, key)
    form = forms.PauseForm(
        request.POST or None, clocks=_clocks(seen, ClockHold.LIVE),
        initial={"on": timezone.localdate(), "clock": request.GET.get("clock", "")[:60]},
    )  # fmt: skip
    return case_form(
        request, seen, form, lambda: recording.pause(user_of(request), key, **form.cleaned_data),
        heading=_("Suspendre un délai"), done=_("Le délai est suspendu."),
    )  # fmt: skip


@form_view
@signed_in
def case_resume(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a clock run again."""
    seen = written(request, key)
    form = forms.ResumeForm(
        request.POST or None, clocks=_clocks(seen, ClockHold.SUSPENDED),
        initial={"on": timezone.localdate(), "clock": request.GET.get("clock", "")[:60]},
    )  # fmt: skip
    return case_form(
        request, seen, form, lambda: recording.resume(user_of(request), key, **form.cleaned_data),
        heading=_("Reprendre un délai"), done=_("Le délai court de nouveau."),
    )  # fmt: skip


@form_view
@signed_in
def case_close(request: HttpRequest, key: UUID) -> HttpResponse:
    """The case ends."""
    seen = written(request, key)
    form = forms.CloseForm(
        request.POST or None, scheme=scheme_of(seen.case), initial={"on": timezone.localdate()}
    )  # fmt: skip
    return case_form(
        request, seen, form, lambda: recording.close(user_of(request), key, **form.cleaned_data),
        heading=_("Terminer le parcours"), done=_("Le parcours est terminé."), submit=_("Terminer le parcours"),
    )  # fmt: skip


@require_POST
@signed_in
def case_reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """The case goes on."""
    user = user_of(request)
    seen = case_to_write(user, key)
    done = _("Le parcours reprend.")
    return act_and_return(request, lambda: recording.reopen(user, key), done=done, to=case_address(seen.case))


@form_view
@signed_in
def case_note(request: HttpRequest, key: UUID) -> HttpResponse:
    """A few words in the story."""
    seen = written(request, key)
    form = forms.WordsForm(request.POST or None)
    return case_form(
        request, seen, form, lambda: recording.note(user_of(request), key, form.cleaned_data["words"]),
        heading=_("Écrire dans le parcours"), done=_("C’est noté."),
    )  # fmt: skip


@form_view
@signed_in
def case_assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the lead to a colleague."""
    seen = written(request, key)
    others = colleagues(seen.file_sight.file.organisation)
    if seen.case.lead_id is not None:
        others = others.exclude(pk=seen.case.lead_id)
    form = forms.AssignForm(request.POST or None, colleagues=others)
    return case_form(
        request, seen, form, lambda: cases.assign(user_of(request), seen.case, form.cleaned_data["user"]),
        heading=_("Confier le parcours"), done=_("Le parcours est confié."), submit=_("Confier"),
        lead=_("Votre collègue suivra aussi le dossier de la personne."),
    )  # fmt: skip
