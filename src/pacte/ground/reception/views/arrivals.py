"""One visit and what is done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.people.permissions import follows_people, require_following
from pacte.ground.people.reads import sight_of
from pacte.ground.people.reads.followed import choices
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions, reads, services
from ..enums import VisitOutcome
from ..forms import DutyForm, EndForm, HandForm, LinkForm
from ..models import Arrival
from .board import address as desk_address


def _worked(request: HttpRequest, key: UUID) -> Arrival:
    user = user_of(request)
    permissions.require_staff(user)
    return get_object_or_404(reads.arrivals_of(user), key=key)


def _address(arrival: Arrival) -> str:
    return reverse("reception:arrival", kwargs={"key": arrival.key})


def _ticket(arrival: Arrival) -> str:
    return _("Numéro %(number)s") % {"number": arrival.number}


def _if_there(route: str, **kwargs: Any) -> str:
    """The address of a page of another room, or nothing where that room does not offer it."""
    try:
        return reverse(route, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@require_safe
@signed_in
def arrival(request: HttpRequest, key: UUID) -> HttpResponse:
    """One visit: what is known, what may be done."""
    user, found = user_of(request), _worked(request, key)
    sight = sight_of(user, found.person) if found.person else None
    follows = follows_people(user)
    page = {
        "arrival": found,
        "minutes": found.waited(),
        "outcomes": VisitOutcome.choices,
        "sight": sight,
        "person_url": _if_there("people:person", key=sight.person.key) if sight else "",
        "may_link": follows,
        "create": _if_there("people:create") if follows else "",
        "refer": _if_there("referrals:send_anonymous") if follows else "",
    }
    return render(request, "reception/arrival.html", page)


@form_view
@signed_in
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what came of the visit."""
    found = _worked(request, key)
    form = EndForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.end(user_of(request), key, **form.cleaned_data),
        page={"heading": _("Terminer la visite"), "lead": _ticket(found), "back": _address(found)},
        done=_("La visite est terminée. Vous pouvez encore la rouvrir quelques minutes."),
        to=lambda: desk_address(found.desk_id),
    )


@require_POST
@signed_in
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Undo a wrong end."""
    found = _worked(request, key)
    return act_and_return(
        request,
        lambda: services.reopen(user_of(request), key),
        done=_("La visite est rouverte."),
        to=_address(found),
    )


@form_view
@signed_in
def hand_to(request: HttpRequest, key: UUID) -> HttpResponse:
    """Pass somebody to a colleague."""
    user, found = user_of(request), _worked(request, key)
    form = HandForm(request.POST or None, colleagues=reads.colleagues(found.desk).exclude(pk=user.pk))
    return form_page(
        request,
        form,
        lambda: services.hand_to(user, key, **form.cleaned_data),
        page={
            "heading": _("Passer à une ou un collègue"), "lead": _ticket(found), "back": _address(found),
            "submit": _("Passer la visite"),
        },
        done=_("C’est transmis : la visite est dans sa journée."),
        to=lambda: desk_address(found.desk_id),
    )  # fmt: skip


@require_POST
@signed_in
def put_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Back to the queue."""
    found = _worked(request, key)
    return act_and_return(
        request,
        lambda: services.put_back(user_of(request), key),
        done=_("La personne attend à nouveau, à sa place."),
        to=desk_address(found.desk_id),
    )


@form_view
@signed_in
def duty(request: HttpRequest, key: UUID) -> HttpResponse:
    """For a minor alone: the duty service, the call's time, the adult."""
    user, found = user_of(request), _worked(request, key)
    initial = {
        "duty_contact": found.duty_contact, "named_adult": found.named_adult,
        "duty_called_at": found.duty_called_at or timezone.now(),
    }  # fmt: skip
    form = DutyForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.note_duty(user, key, **form.cleaned_data),
        page={
            "heading": _("Personne mineure seule"),
            "lead": _(
                "%(ticket)s. Appelez la permanence de la protection de l’enfance ; la personne reste avec vous "
                "jusqu’à l’arrivée d’un adulte."
            )
            % {"ticket": _ticket(found)},
            "back": _address(found),
        },
        done=_("C’est noté. La visite pourra être terminée."),
        to=lambda: _address(found),
    )


@form_view
@signed_in
def link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Link the visit to a person whom one may know of."""
    user = user_of(request)
    require_following(user)
    found = _worked(request, key)
    chosen = request.POST.get("person") or request.GET.get("person") or ""
    persons = choices(user, chosen)
    form = LinkForm(request.POST or None, persons=persons, initial={"person": chosen})
    return form_page(
        request,
        form,
        lambda: services.link_person(user, key, form.cleaned_data["person"]),
        page={
            "heading": _("Rattacher la visite à un dossier"), "lead": _ticket(found), "back": _address(found),
            "submit": _("Rattacher"),
        },
        done=_("La visite est rattachée. Seuls ceux qui voient ce dossier le savent."),
        to=lambda: _address(found),
    )  # fmt: skip


@require_POST
@signed_in
def unlink(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the link off."""
    user: User = user_of(request)
    require_following(user)
    found = _worked(request, key)
    return act_and_return(
        request,
        lambda: services.unlink(user, key),
        done=_("La visite est à nouveau anonyme."),
        to=_address(found),
    )
