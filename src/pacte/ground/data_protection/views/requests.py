"""The desk, the requests, and what leads to an answer: identity, person, deadline."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.models import ExceptionalAccess
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import AskedBy, RequestKind, RequestStage
from ..forms import AnswerForm, ExtendForm, FindForm, IdentityForm, RequestForm
from ..models import Request, Requisition, RetentionRun
from ..permissions import require_desk
from ..reads import requests as reads
from ..reads import retention as retention_reads
from ..services import requests as services

PER_PAGE = 30


def address(request: Request) -> str:
    """The page of a request."""
    return reverse("data_protection:request", kwargs={"key": request.key})


@require_safe
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, and the way to everything else."""
    require_desk(user_of(request))
    waiting = [kept for kept in retention_reads.kept() if kept.awaits]
    page = {
        "open_requests": list(Request.objects.open()[:10]),
        "requisitions": list(Requisition.objects.open()[:5]),
        "urgent": ExceptionalAccess.objects.to_review().count(),
        "latest_run": RetentionRun.objects.select_related("by").prefetch_related("lines").first(),
        "waiting": waiting,
        "today": timezone.localdate(),
    }
    return render(request, "data_protection/desk.html", page)


@require_safe
@signed_in
def requests(request: HttpRequest) -> HttpResponse:
    """Every request: those that wait by their deadline, then the answered ones."""
    require_desk(user_of(request))
    answered = Request.objects.filter(answered_on__isnull=False).order_by("-answered_on", "-pk")
    page = {
        "open_requests": list(Request.objects.open()),
        "page": Paginator(answered, PER_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "data_protection/requests.html", page)


@form_view
@signed_in
def receive(request: HttpRequest) -> HttpResponse:
    """Record a request."""
    require_desk(user_of(request))
    form = RequestForm(request.POST or None)
    made: list[Request] = []
    return form_page(
        request, form, lambda: made.append(services.receive(user_of(request), **form.cleaned_data)),
        page={
            "heading": _("Enregistrer une demande"),
            "lead": _("La réponse est due dans le mois, sans frais."),
            "back": reverse("data_protection:requests"),
        },
        done=_("La demande est enregistrée."), to=lambda: address(made[0]),
    )  # fmt: skip


@require_safe
@signed_in
def request(request: HttpRequest, key: UUID) -> HttpResponse:
    """One request: where it stands, what is to be done, what was done."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    page = {
        "asked": found, "told": reads.told(found), "today": timezone.localdate(),
        "left": reads.days_left(found, timezone.localdate()), "states": RequestStage, "kinds": RequestKind,
        "by_relative": found.asked_by == AskedBy.RELATIVE, "statement": getattr(found, "statement", None),
        "withheld": found.asked_by == AskedBy.RELATIVE and found.person is not None and found.person.is_restricted,
    }  # fmt: skip
    return render(request, "data_protection/request.html", page)


@form_view
@signed_in
def identity(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note how the asker's identity was established."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    form = IdentityForm(request.POST or None, by_relative=found.asked_by == AskedBy.RELATIVE)
    return form_page(
        request, form, lambda: services.check_identity(user_of(request), found, **form.cleaned_data),
        page={
            "heading": _("Vérifier l’identité"), "back": address(found),
            "lead": _("Sans papiers, la phrase convenue ou l’attestation d’un professionnel suffisent."),
        },
        done=_("L’identité est vérifiée."), to=lambda: address(found),
    )  # fmt: skip


@require_POST
@signed_in
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """The second person confirms a relative's authority."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    done = _("La vérification est confirmée.")
    return act_and_return(request, lambda: services.confirm(user_of(request), found), done=done, to=address(found))


@form_view
@signed_in
def find(request: HttpRequest, key: UUID) -> HttpResponse:
    """Look for the person; what is found is shown on the same page, never in its address."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    form = FindForm(request.POST or None)
    matches, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                matches = services.look_for(user_of(request), found, **form.cleaned_data)
                status = 200
            except BadInput as bad:
                form.take(bad)
    page = {"asked": found, "form": form, "matches": matches, "by_relative": found.asked_by == AskedBy.RELATIVE}
    return render(request, "data_protection/find.html", page, status=status)


@require_POST
@signed_in
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say whom the request concerns."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    try:
        person = UUID(request.POST.get("person", ""))
    except ValueError:
        return redirect("data_protection:request_find", key=key)
    return act_and_return(
        request, lambda: services.choose(user_of(request), found, person),
        done=_("La personne est retenue pour cette demande."), to=address(found),
    )  # fmt: skip


@form_view
@signed_in
def extend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take two more months."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    form = ExtendForm(request.POST or None)
    return form_page(
        request, form, lambda: services.extend(user_of(request), found, **form.cleaned_data),
        page={
            "heading": _("Prolonger de deux mois"), "back": address(found), "submit": _("Prolonger"),
            "lead": _("La personne doit en être informée, avec le motif, dans le premier mois (RGPD, article 12.3)."),
        },
        done=_("La demande est prolongée."), to=lambda: address(found),
    )  # fmt: skip


@form_view
@signed_in
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note the answer."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    form = AnswerForm(request.POST or None)
    return form_page(
        request, form, lambda: services.answer(user_of(request), found, **form.cleaned_data),
        page={
            "heading": _("Noter la réponse"), "back": address(found),
            "lead": _("Une fois la réponse notée, la personne n’est plus accessible depuis cette demande."),
        },
        done=_("La réponse est notée."), to=lambda: address(found),
    )  # fmt: skip
