"""A point's slots: opened, changed, ended; the portions of a date; nothing left."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms import ChangeSlotForm, EndSlotForm, PortionsForm, SlotForm
from ..models import Slot
from ..reads import points as reads
from ..services import slots as services


def address(key: UUID) -> str:
    """The page of a point."""
    return reverse("meals:point", kwargs={"key": key})


def kept_slot(request: HttpRequest, key: UUID) -> Slot:
    """A slot that the user keeps."""
    user = user_of(request)
    permissions.require_point(user)
    return reads.slot_kept(user, key)


def lead_of(slot: Slot) -> str:
    """Which slot a page is about."""
    return f"{slot.place.name} · {slot.get_meal_display()} · {slot.hours}"


@form_view
@signed_in
def open_slot(request: HttpRequest, key: UUID) -> HttpResponse:
    """A meal more at a point."""
    user = user_of(request)
    permissions.require_point(user)
    place = reads.point_kept(user, key)
    form = SlotForm(request.POST or None, services=reads.meal_services().filter(place=place))
    return form_page(
        request,
        form,
        lambda: services.open_slot(user, key, **form.cleaned_data),
        page={"heading": _("Ouvrir un créneau"), "lead": place.name, "back": address(key)},
        done=_("Le créneau est ouvert : la semaine des repas le compte."),
        to=lambda: address(key),
    )


@form_view
@signed_in
def change_slot(request: HttpRequest, key: UUID) -> HttpResponse:
    """A slot is otherwise from a day on."""
    slot = kept_slot(request, key)
    names = ("service", "meal", "food", "hours", "portions", "valid_until")
    initial = {name: getattr(slot, name) for name in names} | {"starting": max(timezone.localdate(), slot.valid_from)}
    rows = reads.meal_services().filter(place=slot.place)
    form = ChangeSlotForm(request.POST or None, services=rows, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.change_slot(user_of(request), key, **form.cleaned_data),
        page={"heading": _("Changer un créneau"), "lead": lead_of(slot), "back": address(slot.place.key)},
        done=_("Le créneau est changé à partir de ce jour."),
        to=lambda: address(slot.place.key),
    )


@form_view
@signed_in
def end_slot(request: HttpRequest, key: UUID) -> HttpResponse:
    """The last day of a slot."""
    slot = kept_slot(request, key)
    form = EndSlotForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.end_slot(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Finir un créneau"), "lead": lead_of(slot), "back": address(slot.place.key),
            "submit": _("Finir le créneau"),
        },
        done=_("Le créneau a un dernier jour."),
        to=lambda: address(slot.place.key),
    )  # fmt: skip


@form_view
@signed_in
def portions(request: HttpRequest, key: UUID) -> HttpResponse:
    """Other portions on one date."""
    slot = kept_slot(request, key)
    initial = {"day": request.GET.get("jour") or timezone.localdate(), "portions": slot.portions}
    form = PortionsForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.change_portions(user_of(request), key, **form.cleaned_data),
        page={"heading": _("Changer les portions d’un jour"), "lead": lead_of(slot), "back": address(slot.place.key)},
        done=_("C’est noté pour ce jour-là."),
        to=lambda: address(slot.place.key),
    )


@require_POST
@signed_in
def run_out(request: HttpRequest, key: UUID) -> HttpResponse:
    """Nothing left: said in one tap."""
    slot = kept_slot(request, key)
    back = reverse("meals:points") if request.POST.get("de") == "points" else address(slot.place.key)
    return act_and_return(
        request,
        lambda: services.run_out(user_of(request), key),
        done=_("C’est dit : l’annuaire montre que ce lieu est complet."),
        to=back,
    )
