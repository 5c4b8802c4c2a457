"""One referral, as each side sees it; the service's answer and what came of it."""

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
from pacte.ground.people.enums import DataClass
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import reads, services
from ..enums import ReferralEventKind, Subject
from ..forms import AgreementForm, DeclineForm, RedirectForm, WordsForm
from ..models import Referral
from ..permissions import require_taking_part
from ..reads.labels import composition


@require_safe
@signed_in
def referral(request: HttpRequest, key: UUID) -> HttpResponse:
    """One referral: what is asked, where it stands, and the next act of whoever reads it."""
    return render(request, "referrals/referral.html", referral_page(user_of(request), key))


def referral_page(user: User, key: UUID, agreement: AgreementForm | None = None) -> dict[str, Any]:
    """What the page of a referral shows to this user."""
    opened = services.open_referral(user, key)
    found = opened.referral
    labels, classes = reads.Labels(user, [found]), dict(DataClass.choices)
    events = [event for event in found.events.all() if event.kind != ReferralEventKind.NOTED]
    suggested = next((event.suggested for event in events if event.suggested), None)
    continued = getattr(found, "continued_by", None) if opened.is_sent else None
    return {
        "opened": opened, "referral": found, "subject": labels.subject(found), "sender": labels.sender(found),
        "is_late": found.is_late(), "now": timezone.now(), "events": events, "suggested": suggested,
        "continued": continued, "composition": _composition(user, opened),
        "classes": [label for code, label in classes.items() if code in found.shared_classes],
        "agreement": agreement or AgreementForm(), "is_named": found.subject != Subject.ANONYMOUS,
        "accepting": WordsForm(auto_id="accept_%s"), "ending": WordsForm(auto_id="end_%s"),
    }  # fmt: skip


def _composition(user: User, opened: services.Opened) -> str:
    household = opened.referral.household
    return composition(user, household) if household and opened.is_open else ""


@require_POST
@signed_in
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """The service will receive the person."""
    return _button(request, key, services.accept, _("L’orientation est acceptée. Le service qui l’a envoyée le sait."))


@require_POST
@signed_in
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person was received."""
    return _button(request, key, services.mark_done, _("L’issue est notée."))


@require_POST
@signed_in
def no_show(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person did not come."""
    return _button(request, key, services.mark_no_show, _("L’issue est notée ; le partage est fermé."))


@form_view
@signed_in
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the service cannot answer the need, and why."""
    user = user_of(request)
    found = received_or_404(user, key)
    form = DeclineForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.decline(user, found, **form.cleaned_data),
        page={
            "heading": _("Décliner cette orientation"),
            "lead": _("Le service qui l’a envoyée lira votre raison. Ce qu’il vous avait ouvert se referme."),
            "submit": _("Décliner"),
            "back": _address(key),
        },
        done=_("L’orientation est déclinée ; ce qui vous était ouvert est refermé."),
        to=lambda: reverse("referrals:inbox"),
    )


@form_view
@signed_in
def redirect(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose another service; the sender decides, with the person."""
    user = user_of(request)
    found = received_or_404(user, key)
    # Every service, the sender's own too: what is missing from a list would tell who a discreet sender is.
    offered = reads.open_to(None, subjects=(Subject(found.subject),)).exclude(pk=found.service_id)
    form = RedirectForm(request.POST or None, offered=offered)
    return form_page(
        request,
        form,
        lambda: services.redirect(user, found, **form.cleaned_data),
        page={
            "heading": _("Proposer un autre service"),
            "lead": _("Rien ne part d’ici : qui a envoyé l’orientation en parlera à la personne, puis la renverra."),
            "submit": _("Proposer ce service"),
            "back": _address(key),
        },
        done=_("Votre proposition est transmise ; ce qui vous était ouvert est refermé."),
        to=lambda: reverse("referrals:inbox"),
    )


def received_or_404(user: User, key: UUID) -> Referral:
    """A referral that the user may answer; refused to roles that take no part, 404 for any other."""
    require_taking_part(user)
    found = reads.received_by(user).select_related("from_organisation", "service").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _button(request: HttpRequest, key: UUID, verb: Callable[..., None], told: str) -> HttpResponse:
    user = user_of(request)
    found, words = received_or_404(user, key), request.POST.get("words", "")
    return act_and_return(request, lambda: verb(user, found, words=words), done=told, to=_address(key))


def _address(key: UUID) -> str:
    return reverse("referrals:referral", kwargs={"key": key})
