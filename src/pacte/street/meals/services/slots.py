"""A point's slots: opened, changed from a day on, ended; portions changed for one date; meals run out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.enums import Saturation
from pacte.ground.directory.reads.opening import words_of
from pacte.ground.directory.rules import hours as written
from pacte.ground.directory.services import saturation

from ..models import PortionChange, Slot
from ..permissions import require_point
from ..reads.points import meal_services, point_kept, slot_kept
from ..reads.slots import as_rules
from ..rules.services import LONGEST, longest_service, servings

FIELDS = ("service", "meal", "food", "hours", "portions", "valid_from", "valid_until")


def open_slot(actor: User, place_key: UUID, **values: Any) -> Slot:
    """A point serves a meal from a day on. `values` are those of `FIELDS`.

    Raises BadInput on hours that no parser takes (with the position), that never open, or that last too long.
    """
    require_point(actor)
    with transaction.atomic():
        slot = Slot(place=point_kept(actor, place_key), **_checked(values))
        _check_service(slot)
        slot.save()
        _note(actor, "meal.slot_open", slot)
    return slot


def change_slot(actor: User, key: UUID, *, starting: date, **values: Any) -> Slot:
    """From a day on the slot is otherwise. What was offered before stays: the slot ends and another takes over.

    A slot that had not begun by that day is changed in place. `valid_from` is not among the values.
    """
    require_point(actor)
    with transaction.atomic():
        slot = _locked(actor, key)
        held = _checked({**values, "valid_from": max(starting, slot.valid_from)})
        if starting > slot.valid_from:
            if slot.valid_until is not None and starting > slot.valid_until:
                raise BadInput(Fault("starting", _("Ce créneau est fini avant ce jour."), _("Ouvrez-en un autre.")))
            after = Slot(place=slot.place, **held)
            _check_service(after)
            slot.valid_until = starting - timedelta(days=1)
            slot.save(update_fields=["valid_until"])
            after.save()
            PortionChange.objects.filter(slot=slot, day__gte=starting).update(slot=after)
            slot = after
        else:
            for name, value in held.items():
                setattr(slot, name, value)
            _check_service(slot)
            slot.save()
        _note(actor, "meal.slot_change", slot)
    return slot


def end_slot(actor: User, key: UUID, last_day: date) -> Slot:
    """The slot serves for the last time on this day, or before it."""
    require_point(actor)
    with transaction.atomic():
        slot = _locked(actor, key)
        if last_day < slot.valid_from:
            raise BadInput(Fault("last_day", _("Ce jour est avant le début du créneau."), _("Choisissez-en un autre.")))
        slot.valid_until = last_day
        slot.save(update_fields=["valid_until"])
        _note(actor, "meal.slot_end", slot)
    return slot


def change_portions(actor: User, key: UUID, day: date, portions: int) -> PortionChange:
    """On this date the slot offers so many portions; 0 when it will not serve. Doing it again replaces."""
    require_point(actor)
    with transaction.atomic():
        slot = _locked(actor, key)
        refuse_idle(slot, day)
        change, _made = PortionChange.objects.update_or_create(
            slot=slot, day=day, defaults={"portions": portions, "changed_by": actor}
        )
        _note(actor, "meal.portions", slot, day=day.isoformat(), portions=portions)
    return change


def run_out(actor: User, key: UUID) -> None:
    """There is nothing left: the directory says that this service is full, until it forgets by itself."""
    require_point(actor)
    slot = slot_kept(actor, key)
    service_key = slot.service.key if slot.service else None
    with transaction.atomic():
        saturation.declare(actor, slot.place.key, Saturation.HIGH, service_key=service_key)
        _note(actor, "meal.run_out", slot)


def refuse_idle(slot: Slot, day: date) -> None:
    """Raise BadInput when the slot, changes of portions aside, does not serve on this day."""
    [plain] = as_rules([slot], day, day)
    usual = type(plain)(**{**vars(plain), "changes": (), "portions": max(1, plain.portions)})
    if not servings([usual], day, day):
        raise BadInput(
            Fault(
                "day",
                _("Ce créneau ne sert pas le %(day)s.") % {"day": date_format(day, "l j F Y")},
                _("Choisissez un jour où il est ouvert."),
            )
        )


def _locked(actor: User, key: UUID) -> Slot:
    slot = slot_kept(actor, key)
    Slot.objects.select_for_update(of=("self",)).filter(pk=slot.pk).first()
    return slot


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    held = {name: value for name, value in values.items() if name in FIELDS}
    held["hours"] = _hours(held["hours"], held.get("valid_from") or timezone.localdate())
    end = held.get("valid_until")
    if end is not None and end < held["valid_from"]:
        raise BadInput(Fault("valid_until", _("La fin est avant le début."), _("Corrigez l’une des deux dates.")))
    return held


def _hours(text: str, first: date) -> str:
    try:
        hours = written.check(text)
    except written.BadHours as bad:
        raise BadInput(Fault("hours", words_of(bad))) from bad
    longest = longest_service(hours, first) if hours else 0
    if not longest and not (hours and _opens_in_a_year(hours, first)):
        raise BadInput(Fault("hours", _("Ces horaires n’ouvrent jamais."), _("Écrivez par exemple Mo-Fr 12:00-13:30.")))
    if longest > LONGEST:
        hours_most = LONGEST // 60
        raise BadInput(
            Fault(
                "hours",
                _("Un repas est servi en %(hours)s heures au plus.") % {"hours": hours_most},
                _("Écrivez les heures du repas, non celles du lieu."),
            )
        )
    return hours


def _opens_in_a_year(hours: str, first: date) -> bool:
    return any(longest_service(hours, first + timedelta(days=35 * step)) for step in range(1, 11))


def _check_service(slot: Slot) -> None:
    """The service is one of the point's own, and about meals."""
    if slot.service is None or not meal_services().filter(pk=slot.service.pk, place=slot.place).exists():
        raise BadInput(Fault("service", _("Ce service n’est pas de ce point."), _("Choisissez l’un de ses services.")))


def _note(actor: User, action: str, slot: Slot, **detail: Any) -> None:
    organisation = slot.place.organisation.slug if slot.place.organisation else ""
    record(actor, action, slot.target, organisation=organisation, detail=detail)
