"""The waiting list: asking by referral, the offer, leaving the list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.lockers import HolderForm
from ..models import Waiting
from ..reads import lockers as reads
from ..reads.names import own_organisations, partner_name
from ..reads.partners import referring
from ..reads.places import luggage_rooms, places_of
from ..services import waiting as services
from .lockers import persons_for


@require_safe
@signed_in
def rooms(request: HttpRequest) -> HttpResponse:
    """The luggage rooms of the city, and those whom one's organisation referred."""
    user = user_of(request)
    permissions.require_accompanying(user)
    page = {"rooms": luggage_rooms(), "waits": reads.asked_elsewhere(user), "person": request.GET.get("person", "")}
    return render(request, "day_centres/luggage_rooms.html", page)


@form_view
@signed_in
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """Somebody waits for a locker."""
    user = user_of(request)
    place = services.room_for(user, key)
    partners = referring(user, place)
    first = partners.first() if partners.count() == 1 else None
    form = HolderForm(
        request.POST or None, persons=persons_for(user, request), partners=partners,
        initial={"person": request.GET.get("person") or "", "referred_by": first},
    )  # fmt: skip
    made: list[Waiting] = []
    return form_page(
        request,
        form,
        lambda: made.append(services.ask(user, key, **form.to)),
        page={
            "heading": _("Demander un casier"), "lead": place.name, "submit": _("Inscrire sur la liste"),
            "back": reverse("day_centres:luggage_rooms" if permissions.accompanies(user) else "day_centres:home"),
        },
        done=_("L’attente est notée, à son rang."),
        to=lambda: reverse("day_centres:wait", kwargs={"key": made[0].key}),
    )  # fmt: skip


def _wait(request: HttpRequest, key: UUID) -> Waiting:
    user = user_of(request)
    permissions.require_desk(user)
    return reads.wait_of(user, key)


def _address(found: Waiting) -> str:
    return reverse("day_centres:wait", kwargs={"key": found.key})


@require_safe
@signed_in
def wait(request: HttpRequest, key: UUID) -> HttpResponse:
    """One wait: its rank, the locker kept if there is one."""
    user, found = user_of(request), _wait(request, key)
    line = Waiting.objects.open().of_the_findable().filter(set=found.set, locker__isnull=True)
    ahead = list(line.in_turn().values_list("pk", flat=True))
    is_here = places_of(user, *permissions.DESK_ROLES).filter(pk=found.set.place_id).exists()
    page = {
        "wait": found, "holder": reads.holder_of(user, found), "is_here": is_here,
        "partner": partner_name(found.referred_by, own_organisations(user)),
        "rank": ahead.index(found.pk) + 1 if found.pk in ahead else None,
    }  # fmt: skip
    return render(request, "day_centres/wait.html", page)


@require_POST
@signed_in
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """The locker kept is given."""
    found = _wait(request, key)
    return act_and_return(
        request,
        lambda: services.take(user_of(request), key),
        done=_("Le casier est donné."),
        to=reverse("day_centres:lockers", kwargs={"key": found.set.place.key}),
    )


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Off the list."""
    found = _wait(request, key)
    return act_and_return(
        request,
        lambda: services.withdraw(user_of(request), key),
        done=_("L’attente est retirée de la liste."),
        to=_address(found),
    )
