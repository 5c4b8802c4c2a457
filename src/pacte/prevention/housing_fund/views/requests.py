"""A worker's requests: the list, asking, one request's page, its letter."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.pathways.services.opening import open_case
from pacte.ground.people.services.opening import file_to_write
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import FundAid, FundState
from ..forms.requests import FundFilter, WishForm, initial_of
from ..models import FundRequest
from ..permissions import require_instructing
from ..reads import requests as reads
from ..services import letters
from ..services import requests as services
from ..services.standing import to_write


def page_of(key: UUID) -> str:
    return reverse("housing_fund:request", kwargs={"key": key})


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The requests of the files that one follows."""
    user = user_of(request)
    require_instructing(user)
    form = FundFilter(request.GET)
    show = form.cleaned_data["show"] if form.is_valid() else ""
    rows = reads.within_reach(user)
    shown = [row for row in rows if _shown(row.request, show)]
    page = {"form": form, "rows": shown, "working": sum(row.request.state in reads.WORKING for row in rows)}
    return render(request, "housing_fund/requests.html", page)


def _shown(row: FundRequest, show: str) -> bool:
    if show == "all":
        return True
    if show == "late":
        loan = getattr(row, "loan", None)
        return bool(loan and loan.balance_cents and loan.next_due_on and loan.next_due_on < timezone.localdate())
    return row.state in reads.WORKING


@require_safe
@signed_in
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """Which aid is asked, for a file that one follows."""
    user = user_of(request)
    require_instructing(user)
    sight, _file = file_to_write(user, key)
    return render(request, "housing_fund/ask.html", {"aids": list(FundAid), "key": key, "sight": sight})


@form_view
@signed_in
def ask_aid(request: HttpRequest, key: UUID, aid: str) -> HttpResponse:
    """What is asked and the household's means."""
    user = user_of(request)
    require_instructing(user)
    sight, _file = file_to_write(user, key)
    if aid not in FundAid.values:
        raise Http404
    form = WishForm(request.POST or None, aid=aid, initial={"asked_on": timezone.localdate(), "older": 1})
    made: list[FundRequest] = []
    page = {
        "heading": _("Demander une aide : %(aid)s") % {"aid": FundAid(aid).label.lower()}, "lead": sight.label,
        "submit": _("Ouvrir la demande"), "back": reverse("people:person", kwargs={"key": sight.person.key}),
    }  # fmt: skip
    return form_page(
        request, form, lambda: made.append(services.ask(user, key, form.wish(), form.cleaned_data["asked_on"])),
        page=page, done=_("La demande est ouverte."), to=lambda: page_of(made[0].key),
        template="housing_fund/wish.html",
    )  # fmt: skip


@require_safe
@signed_in
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole request, for whoever follows the file. Opening it is in the journal."""
    user = user_of(request)
    require_instructing(user)
    found = FundRequest.objects.filter(key=key).select_related("case", "loan", "instructed_by").first()
    if found is None:
        raise Http404
    sight = open_case(user, found.case.key)
    page = {
        "asked": found, "sight": sight, "opened": reads.opened(found), "loan": reads.loan_of(found),
        "missing": services.missing(found) if found.completed_on is None else [],
        "is_changing": found.state in (FundState.TO_COMPLETE, FundState.TO_INSTRUCT, FundState.DEFERRED),
        "is_instructing": found.state in (FundState.TO_INSTRUCT, FundState.TO_DECIDE, FundState.DEFERRED),
    }  # fmt: skip
    return render(request, "housing_fund/request.html", page)


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is asked, said again."""
    user = user_of(request)
    found, sight = to_write(user, key)
    form = WishForm(request.POST or None, aid=found.aid, is_new=False, initial=initial_of(found))
    page = {"heading": _("Modifier la demande %(label)s") % {"label": found.label}, "lead": sight.label,
            "back": page_of(key)}  # fmt: skip
    return form_page(
        request, form, lambda: services.change(user, key, form.wish()), page=page,
        done=_("La demande est modifiée."), to=lambda: page_of(key), template="housing_fund/wish.html",
    )  # fmt: skip


@require_POST
@signed_in
def complete(request: HttpRequest, key: UUID) -> HttpResponse:
    """The file is complete."""
    user = user_of(request)
    return act_and_return(
        request, lambda: services.complete(user, key), done=_("Le dossier est complet : il peut être instruit."),
        to=page_of(key),
    )  # fmt: skip


@require_safe
@signed_in
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter of the decision, to print."""
    user = user_of(request)
    found, _sight = to_write(user, key)
    if not found.decisions.exists():
        raise Http404
    content, label = letters.letter(user, key)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lettre-{label}.pdf"'
    return response
