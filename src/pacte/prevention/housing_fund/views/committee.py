"""The committee's pages: what waits, a sheet without identity, deciding, sessions and their papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.audit.services import record
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.committee import CloseSessionForm, DecisionForm, SessionForm, WriteOffForm
from ..models import FundSession
from ..permissions import require_deciding
from ..reads import committee as reads
from ..reads.requests import Opened, loan_of
from ..rules.money import euros
from ..services import committee as services
from ..services import deciding, loans, sheets

SESSIONS = 12


def _session_page(key: UUID | str) -> str:
    return reverse("housing_fund:session", kwargs={"key": key})


def _sheet_page(key: UUID | str) -> str:
    return reverse("housing_fund:sheet", kwargs={"key": key})


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and the sessions."""
    user = user_of(request)
    require_deciding(user)
    lines = reads.waiting()
    page = {
        "lines": lines, "asked": sum(line.request.asked_cents for line in lines),
        "sessions": FundSession.objects.all()[:SESSIONS],
    }  # fmt: skip
    return render(request, "housing_fund/committee.html", page)


@require_safe
@signed_in
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """One request, without identity. Its opening is in the journal."""
    user = user_of(request)
    require_deciding(user)
    opened = reads.sheet_of(key)
    record(user, "fund.sheet_opened", opened.request.target)
    page = {"asked": opened.request, "opened": opened, "session": request.GET.get("session", ""),
            "loan": loan_of(opened.request)}  # fmt: skip
    return render(request, "housing_fund/sheet.html", page)


@form_view
@signed_in
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Decide a request that waits for it."""
    user = user_of(request)
    require_deciding(user)
    opened = reads.sheet_of(key)
    held = request.POST.get("session") or request.GET.get("session") or ""
    form = DecisionForm(request.POST or None, initial=_proposed(opened) | {"session": held})
    session = reads.session_of(_uuid(held)) if held else None
    return form_page(
        request, form, lambda: deciding.decide(user, key, form.choice(), session=session),
        page=_page(opened, _("Décider la demande %(label)s")), done=_("La décision est prise."),
        to=lambda: _session_page(session.key) if session else _sheet_page(key), template="housing_fund/decide.html",
    )  # fmt: skip


@form_view
@signed_in
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Replace a decision that was written wrong."""
    user = user_of(request)
    require_deciding(user)
    opened = reads.sheet_of(key)
    form = DecisionForm(request.POST or None, initial=_decided(opened))
    return form_page(
        request, form, lambda: deciding.correct(user, key, form.choice()),
        page=_page(opened, _("Corriger la décision %(label)s")), done=_("La décision est corrigée."),
        to=lambda: _sheet_page(key), template="housing_fund/decide.html",
    )  # fmt: skip


def _page(opened: Opened, heading: str) -> dict[str, Any]:
    label = opened.request.label
    return {
        "heading": heading % {"label": label}, "asked": opened.request, "opened": opened,
        "lead": _("%(aid)s · %(sum)s demandés") % {
            "aid": opened.request.get_aid_display(), "sum": euros(opened.request.asked_cents),
        },
        "submit": _("Enregistrer la décision"), "back": _sheet_page(opened.request.key),
    }  # fmt: skip


def _proposed(opened: Opened) -> dict[str, Any]:
    if opened.proposal is None:
        return {}
    row = opened.proposal.proposal
    return {"verdict": row.verdict, "grant": row.grant_cents or None, "loan": row.loan_cents or None,
            "months": row.loan_months or None}  # fmt: skip


def _decided(opened: Opened) -> dict[str, Any]:
    if opened.decision is None:
        return {}
    row = opened.decision.decision
    return {
        "verdict": row.verdict, "grant": row.grant_cents or None, "loan": row.loan_cents or None,
        "months": row.loan_months or None, "first_due": row.first_due_on, "refusal": row.refusal,
        "deferred_until": row.deferred_until, "words": opened.decision.words,
    }  # fmt: skip


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@form_view
@signed_in
def write_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """Part of what is owed is remitted."""
    user = user_of(request)
    require_deciding(user)
    opened = reads.sheet_of(key)
    if not hasattr(opened.request, "loan"):
        raise Http404
    form = WriteOffForm(request.POST or None)
    page = {"heading": _("Remettre une dette"), "back": _sheet_page(key),
            "lead": _("Reste dû : %(sum)s") % {"sum": euros(opened.request.loan.balance_cents)}}  # fmt: skip
    return form_page(
        request, form,
        lambda: loans.write_off(user, key, form.cleaned_data["amount"], form.cleaned_data["on"]),
        page=page, done=_("La dette est remise."), to=lambda: _sheet_page(key),
    )  # fmt: skip


@form_view
@signed_in
def new_session(request: HttpRequest) -> HttpResponse:
    """A session to come."""
    user = user_of(request)
    require_deciding(user)
    form, made = SessionForm(request.POST or None), []
    page = {"heading": _("Ouvrir une séance"), "back": reverse("housing_fund:committee")}
    return form_page(
        request, form, lambda: made.append(services.open_session(user, form.cleaned_data["held_on"])), page=page,
        done=_("La séance est ouverte."), to=lambda: _session_page(made[0].key),
    )  # fmt: skip


@require_safe
@signed_in
def session(request: HttpRequest, key: UUID) -> HttpResponse:
    """A session, line by line."""
    user = user_of(request)
    require_deciding(user)
    found = reads.session_of(key)
    lines = reads.lines_of(found)
    given = sum(line.decision.total_cents for line in lines if line.decision)
    page = {"session": found, "lines": lines, "given": given, "decided": sum(bool(line.decision) for line in lines)}
    return render(request, "housing_fund/session.html", page)


@require_POST
@signed_in
def fill(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything that waits goes on the agenda."""
    user = user_of(request)
    done = _("L’ordre du jour est complété.")
    return act_and_return(request, lambda: services.fill(user, key), done=done, to=_session_page(key))


@require_POST
@signed_in
def unlist(request: HttpRequest, key: UUID, line: UUID) -> HttpResponse:
    """A request leaves the agenda."""
    user = user_of(request)
    done = _("La demande n’est plus à l’ordre du jour.")
    return act_and_return(request, lambda: services.unlist(user, key, line), done=done, to=_session_page(key))


@form_view
@signed_in
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a session with its minutes."""
    user = user_of(request)
    require_deciding(user)
    reads.session_of(key)
    form = CloseSessionForm(request.POST or None)
    page = {"heading": _("Clore la séance"), "back": _session_page(key),
            "lead": _("Le relevé de décisions se lit ensuite, sans nom.")}  # fmt: skip
    return form_page(
        request, form,
        lambda: services.close(user, key, form.cleaned_data["present"], form.cleaned_data["remarks"]),
        page=page, done=_("La séance est close."), to=lambda: _session_page(key),
    )  # fmt: skip


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@require_safe
@signed_in
def agenda_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The agenda on paper."""
    user = user_of(request)
    require_deciding(user)
    found = reads.session_of(key)
    return _pdf(sheets.agenda(user, found), f"ordre-du-jour-{found.held_on}")


@require_safe
@signed_in
def minutes_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The minutes on paper."""
    user = user_of(request)
    require_deciding(user)
    found = reads.session_of(key)
    return _pdf(sheets.minutes(user, found), f"releve-{found.held_on}")
