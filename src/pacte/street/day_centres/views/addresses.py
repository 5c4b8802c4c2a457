"""Mail addresses by name, for those who follow the person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.people.services.opening import open_file
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..enums.mail import RUNNING, AddressState, ToldHow
from ..forms.mail import AskForm, EndForm, GrantForm, RefuseForm
from ..models import CentrePolicy, MailAddress
from ..reads import mail as reads
from ..services import addresses as services
from ..services import attestation as papers
from ..services import telling
from ..services.common import seen_person


def _followed(request: HttpRequest, key: UUID) -> MailAddress:
    user = user_of(request)
    permissions.require_accompanying(user)
    return reads.address_of(user, key)


def _page(found: MailAddress) -> str:
    return reverse("day_centres:address", kwargs={"key": found.key})


def _lead(found: MailAddress) -> str:
    """What a form says of the address: its place and its box, no name."""
    if found.box is None:
        return found.place.name
    return _("%(place)s, boîte %(box)s") % {"place": found.place.name, "box": found.box}


@require_safe
@signed_in
def addresses(request: HttpRequest, key: UUID) -> HttpResponse:
    """The addresses of a place whose persons the user may know of."""
    user = user_of(request)
    permissions.require_accompanying(user)
    place = reads.mail_place(user, key, *permissions.ACCOMPANYING_ROLES)
    lines = reads.lines_of(user, place)
    ended = {AddressState.REFUSED, AddressState.ENDED_EARLY, AddressState.CLOSED}
    page = {
        "place": place,
        "lines": [line for line in lines if line.state not in ended],
        "closed": [line for line in lines if line.state in ended],
    }
    return render(request, "day_centres/addresses.html", page)


@form_view
@signed_in
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person asks for an address."""
    user = user_of(request)
    person = seen_person(user, key)
    form = AskForm(request.POST or None, places=reads.mail_places(user, *permissions.ACCOMPANYING_ROLES))
    made: list[MailAddress] = []
    return form_page(
        request,
        form,
        lambda: made.append(
            services.ask(
                user, key, form.cleaned_data["place"].key, wants_messages=form.cleaned_data["wants_messages"]
            )
        ),
        page={
            "heading": _("Demander une adresse de courrier"),
            "lead": _("La réponse se donne ensuite, avec la personne."),
            "back": reverse("people:person", kwargs={"key": person.key}), "submit": _("Noter la demande"),
        },
        done=_("La demande est notée."),
        to=lambda: _page(made[0]),
    )  # fmt: skip


@require_safe
@signed_in
def address(request: HttpRequest, key: UUID) -> HttpResponse:
    """One address: whose, how it stands, what waits, what to do. Reading the name is noted in the journal."""
    user, found = user_of(request), _followed(request, key)
    assert found.person is not None
    sight = open_file(user, found.person.key, "mail_address")
    policy, today = CentrePolicy.current(), timezone.localdate()
    state = found.state_on(today, policy.mail_warning_days)
    try:
        person_url = reverse("people:person", kwargs={"key": found.person.key})
    except NoReverseMatch:
        person_url = ""
    page: dict[str, Any] = {
        "address": found, "name": sight.label, "person_url": person_url, "state": state,
        "relay": found.person.relay if sight.shows(FieldClass.CONTACT) else "",
        "terms": list(found.terms.all()), "box": reads.box(found) if found.box else None, "policy": policy,
        "is_running": state in RUNNING, "is_asked": state == AddressState.ASKED,
        "is_held": found.starts_on is not None and found.closed_on is None,
        "may_renew": state in {AddressState.ENDING_SOON, AddressState.ENDED},
        "may_print": state in RUNNING and sight.shows(FieldClass.IDENTITY),
        "ways": [each for each in ToldHow.choices if each[0] != ToldHow.MESSAGE],
    }  # fmt: skip
    return render(request, "day_centres/address.html", page)


@form_view
@signed_in
def grant(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the address."""
    found = _followed(request, key)
    form = GrantForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.grant(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Donner l’adresse"), "lead": _lead(found), "back": _page(found),
            "submit": _("Donner l’adresse"),
        },
        done=_("L’adresse est donnée. L’attestation peut être imprimée."),
        to=lambda: _page(found),
    )  # fmt: skip


@form_view
@signed_in
def refuse(request: HttpRequest, key: UUID) -> HttpResponse:
    """Refuse, with a reason."""
    found = _followed(request, key)
    form = RefuseForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.refuse(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Ne pas donner l’adresse"),
            "lead": _("Dites la raison à la personne, et où demander ailleurs."),
            "back": _page(found),
        },
        done=_("La réponse est notée."),
        to=lambda: _page(found),
    )


@require_POST
@signed_in
def renew(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another term, in one tap."""
    found = _followed(request, key)
    return act_and_return(
        request,
        lambda: services.renew(user_of(request), key),
        done=_("L’adresse est renouvelée."),
        to=_page(found),
    )


@form_view
@signed_in
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close the address."""
    found = _followed(request, key)
    form = EndForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.end(user_of(request), key, **form.cleaned_data),
        page={"heading": _("Clore l’adresse"), "lead": _lead(found), "back": _page(found), "submit": _("Clore")},
        done=_("L’adresse est close, sa boîte est libre."),
        to=lambda: _page(found),
    )


@require_POST
@signed_in
def messages_wanted(request: HttpRequest, key: UUID) -> HttpResponse:
    """Whether the person wants to be told by message."""
    found = _followed(request, key)
    wants = request.POST.get("wants") == "1"
    return act_and_return(
        request,
        lambda: services.choose_messages(user_of(request), key, wants),
        done=_("La personne sera prévenue par message.") if wants else _("Plus aucun message ne part."),
        to=_page(found),
    )


@require_POST
@signed_in
def tell(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write that mail waits."""
    found = _followed(request, key)
    return act_and_return(
        request,
        lambda: telling.tell(user_of(request), key),
        done=_("Le message part par le moyen choisi par la personne."),
        to=_page(found),
    )


@require_POST
@signed_in
def told(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person was told by their relay, or in person."""
    found = _followed(request, key)
    return act_and_return(
        request,
        lambda: telling.note_told(user_of(request), key, request.POST.get("how", "")),
        done=_("C’est noté."),
        to=_page(found),
    )


@require_safe
@signed_in
def attestation(request: HttpRequest, key: UUID) -> HttpResponse:
    """The sheet to hand over; nothing in its name says whose it is."""
    found = _followed(request, key)
    try:
        made = papers.printed(user_of(request), key)
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect(_page(found))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="attestation.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
