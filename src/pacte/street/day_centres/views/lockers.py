"""The lockers of a place: the board, lending, renewing, taking back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.permissions import KEEPING_ROLES
from pacte.ground.people.reads.followed import choices
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..enums.lockers import LockerState
from ..forms.lockers import HolderForm, OpenForm, ReturnForm
from ..models import CentrePolicy, Loan
from ..reads import lockers as reads
from ..reads.names import own_organisations, partner_name
from ..reads.partners import referring
from ..reads.places import place_of
from ..services import lockers as services


def _board(place_key: UUID) -> str:
    return reverse("day_centres:lockers", kwargs={"key": place_key})


def persons_for(user: User, request: HttpRequest) -> list[tuple[str, str]]:
    """Whom a form proposes: those whom the user follows, and the one whose page they come from."""
    if not permissions.accompanies(user):
        return []
    return choices(user, request.POST.get("person") or request.GET.get("person") or "")


@require_safe
@signed_in
def board(request: HttpRequest, key: UUID) -> HttpResponse:
    """Each locker: free, lent until when, kept for somebody, out of order. Then what is late, and who waits."""
    user = user_of(request)
    permissions.require_desk(user)
    place = place_of(user, key, *permissions.DESK_ROLES)
    page = {
        "place": place, "board": reads.board_of(user, place), "policy": CentrePolicy.current(),
        "keeps": permissions.keeps_lockers(user), "out": LockerState.OUT_OF_ORDER, "in_service": LockerState.IN_SERVICE,
    }  # fmt: skip
    return render(request, "day_centres/lockers.html", page)


@form_view
@signed_in
def open_lockers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add lockers to a place."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = place_of(user, key, *KEEPING_ROLES)
    at_desk = bool(permissions.held(user, *permissions.DESK_ROLES))
    back = _board(key) if at_desk else reverse("day_centres:home")
    form = OpenForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.open_lockers(user, key, form.cleaned_data["count"]),
        page={"heading": _("Ajouter des casiers"), "lead": place.name, "back": back, "submit": _("Ajouter")},
        done=_("Les casiers sont en service."),
        to=lambda: back,
    )


@form_view
@signed_in
def lend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lend this locker."""
    user = user_of(request)
    permissions.require_desk(user)
    locker = reads.locker_of(user, key)
    place = locker.set.place
    person = request.GET.get("person") or ""
    form = HolderForm(
        request.POST or None, persons=persons_for(user, request), partners=referring(user, place),
        initial={"person": person},
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: services.lend(user, key, **form.to),
        page={
            "heading": _("Donner le casier %(number)s") % {"number": locker.number}, "lead": place.name,
            "back": _board(place.key), "submit": _("Donner le casier"),
        },
        done=_("Le casier %(number)s est donné.") % {"number": locker.number},
        to=lambda: _board(place.key),
    )  # fmt: skip


@require_POST
@signed_in
def state(request: HttpRequest, key: UUID) -> HttpResponse:
    """Out of order, or in service again."""
    user = user_of(request)
    permissions.require_desk(user)
    locker = reads.locker_of(user, key)
    return act_and_return(
        request,
        lambda: services.set_state(user, key, request.POST.get("state", "")),
        done=_("L’état du casier %(number)s est noté.") % {"number": locker.number},
        to=_board(locker.set.place.key),
    )


def _loan(request: HttpRequest, key: UUID) -> Loan:
    user = user_of(request)
    permissions.require_desk(user)
    return get_object_or_404(reads.loans_of(user), key=key)


@require_safe
@signed_in
def loan(request: HttpRequest, key: UUID) -> HttpResponse:
    """One loan: its term, who referred, what to do. The holder's name is for who may know of the person."""
    user, found = user_of(request), _loan(request, key)
    policy, is_hidden = CentrePolicy.current(), reads.is_hidden_from(user, found)
    page = {
        "loan": found, "is_hidden": is_hidden, "holder": "" if is_hidden else reads.holder_of(user, found),
        "partner": "" if is_hidden else partner_name(found.referred_by, own_organisations(user)),
        "lateness": found.lateness(timezone.localdate(), policy), "policy": policy,
        "may_renew": found.ended_on is None and found.renewals < policy.locker_renewals,
        "back": _board(found.locker.set.place.key),
    }  # fmt: skip
    return render(request, "day_centres/loan.html", page)


@require_POST
@signed_in
def renew(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another term."""
    found = _loan(request, key)
    return act_and_return(
        request,
        lambda: services.renew(user_of(request), key),
        done=_("Le prêt est renouvelé."),
        to=reverse("day_centres:loan", kwargs={"key": found.key}),
    )


@form_view
@signed_in
def give_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """The locker is empty again."""
    found = _loan(request, key)
    form = ReturnForm(request.POST or None)
    place = found.locker.set.place
    return form_page(
        request,
        form,
        lambda: services.give_back(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Casier %(number)s : fin du prêt") % {"number": found.locker.number},
            "lead": _("Les bagages ne sont jamais fouillés."), "back": _board(place.key), "submit": _("Finir le prêt"),
        },
        done=_("Le casier est libre, ou gardé pour la personne suivante."),
        to=lambda: _board(place.key),
    )  # fmt: skip
