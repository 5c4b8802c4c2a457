"""The commission's pages: what waits, sessions and their agendas, one file, what is answered. By number alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.commission import AgendaForm, AnswerForm, AssignForm, BringForm, SessionForm
from ..models import CommissionFile, CommissionSession
from ..permissions import require_commission
from ..reads import commission as reads
from ..services import agenda_print
from ..services import commission as services

PAGE = 50


@require_safe
@signed_in
def commission(request: HttpRequest) -> HttpResponse:
    """Files that wait, and sessions."""
    require_commission(user_of(request))
    page = Paginator(reads.waiting(), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "lines": reads.lines(page.object_list), "sessions": list(reads.sessions()[:12])}
    return render(request, "evictions/commission/commission.html", shown)


@form_view
@signed_in
def new_session(request: HttpRequest) -> HttpResponse:
    """Call a session."""
    user = user_of(request)
    require_commission(user)
    form = SessionForm(request.POST or None)
    back = reverse("evictions:commission")

    def act() -> None:
        services.new_session(user, form.cleaned_data["held_on"], form.cleaned_data["place"])

    page = {"heading": _("Prévoir une séance"), "lead": "", "back": back}
    return form_page(request, form, act, page=page, done=_("La séance est prévue."), to=lambda: back)


@form_view
@signed_in
def bring(request: HttpRequest) -> HttpResponse:
    """Take up a case by its number."""
    user = user_of(request)
    require_commission(user)
    form = BringForm(request.POST or None)
    back = reverse("evictions:commission")

    def act() -> None:
        said = form.cleaned_data
        services.bring(user, said["number"], said["referrer"], said["on"])

    page = {"heading": _("Prendre un dossier par son numéro"), "back": back,
            "lead": _("Le numéro est celui du travail social. Aucun nom ne se cherche ici.")}  # fmt: skip
    return form_page(request, form, act, page=page, done=_("Le dossier est à la commission."), to=lambda: back)


@require_safe
@signed_in
def session(request: HttpRequest, key: UUID) -> HttpResponse:
    """A session and its agenda."""
    require_commission(user_of(request))
    held = get_object_or_404(CommissionSession, key=key)
    agenda = reads.lines(reads.of_session(held).prefetch_related("answers"))
    waiting = reads.lines(reads.waiting()[:PAGE]) if held.closed_at is None else []
    shown = {"session": held, "lines": agenda, "waiting": waiting}
    return render(request, "evictions/commission/session.html", shown)


@require_POST
@signed_in
def agenda(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put files on the agenda."""
    user = user_of(request)
    require_commission(user)
    held = get_object_or_404(CommissionSession, key=key)
    keys = [str(each) for each in reads.waiting().values_list("key", flat=True)]
    form = AgendaForm(request.POST, keys=keys)
    files = form.cleaned_data["chosen"] if form.is_valid() else []
    done = ngettext("%(count)d dossier inscrit.", "%(count)d dossiers inscrits.", len(files)) % {"count": len(files)}
    return act_and_return(request, lambda: services.put_on_agenda(user, key, files), done=done, to=_session_page(held))


@require_POST
@signed_in
def close_session(request: HttpRequest, key: UUID) -> HttpResponse:
    """The session is over."""
    user = user_of(request)
    require_commission(user)
    held = get_object_or_404(CommissionSession, key=key)
    return act_and_return(
        request, lambda: services.close_session(user, key), done=_("La séance est levée."), to=_session_page(held)
    )


@never_cache
@require_safe
@signed_in
def agenda_sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The agenda on paper."""
    response = HttpResponse(agenda_print.printed(user_of(request), key), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="ordre-du-jour.pdf"'
    return response


@never_cache
@require_safe
@signed_in
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """One file: what a decision needs, and what was answered."""
    require_commission(user_of(request))
    held = _file(key)
    shown = {
        "line": reads.lines([held])[0], "answers": reads.answers_of(held), "sent": reads.sent_diagnosis(held),
        "decides_since": services.DECIDES_SINCE,
    }  # fmt: skip
    return render(request, "evictions/commission/file.html", shown)


@form_view
@signed_in
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the file to a member."""
    user = user_of(request)
    require_commission(user)
    held = _file(key)
    form = AssignForm(request.POST or None, initial={"member": held.member})

    def act() -> None:
        services.assign(user, key, form.cleaned_data["member"], form.cleaned_data["on"])

    lead = _("Chaque impayé signalé est confié à un membre, qui agit (loi n° 2023-668, article 12).")
    page = _head(held, _("Confier le dossier %(label)s") % {"label": held.label}, lead)
    return form_page(request, form, act, page=page, done=_("Le dossier est confié."), to=lambda: _file_page(held))


@form_view
@signed_in
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the commission says."""
    user = user_of(request)
    require_commission(user)
    held = _file(key)
    form = AnswerForm(request.POST or None)

    def act() -> None:
        said = form.cleaned_data
        services.answer(user, key, said["kind"], said["recipient"], said["on"], words=said["words"])

    since = date_format(services.DECIDES_SINCE, "j F Y")
    said = _("Un avis n’oblige personne. Depuis le %(day)s, la commission décide de l’aide au logement.")
    page = _head(held, _("Répondre au dossier %(label)s") % {"label": held.label}, said % {"day": since})
    return form_page(request, form, act, page=page, done=_("La réponse est notée."), to=lambda: _file_page(held))


@require_POST
@signed_in
def take_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the file off its agenda."""
    user = user_of(request)
    require_commission(user)
    held = _file(key)
    to = _session_page(held.session) if held.session else _file_page(held)
    return act_and_return(request, lambda: services.take_off(user, key), done=_("Le dossier est retiré."), to=to)


def _file(key: UUID) -> CommissionFile:
    rows = CommissionFile.objects.in_the_open().select_related(*reads.WITH)
    return get_object_or_404(rows, key=key)


def _head(held: CommissionFile, heading: str, lead: str) -> dict[str, Any]:
    return {"heading": heading, "lead": lead, "back": _file_page(held)}


def _file_page(held: CommissionFile) -> str:
    return reverse("evictions:commission_file", kwargs={"key": held.key})


def _session_page(held: CommissionSession) -> str:
    return reverse("evictions:session", kwargs={"key": held.key})
