"""Portions served, entered at the end of a service: once, then corrected with a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import ServedTotal, Slot
from ..permissions import require_point
from ..reads.points import slot_kept
from .slots import refuse_idle


def enter(actor: User, key: UUID, day: date, portions: int, *, client_id: UUID, reason: str = "") -> ServedTotal:
    """Note what a slot served on a day. The same `client_id` again changes nothing and answers the same row.

    A second total for that day is a correction: it needs a reason, and the former one is kept.
    """
    require_point(actor)
    with transaction.atomic():
        slot = slot_kept(actor, key)
        Slot.objects.select_for_update(of=("self",)).filter(pk=slot.pk).first()
        known = ServedTotal.objects.filter(client_id=client_id).first()
        if known is not None:
            if known.slot_id != slot.pk or known.day != day:
                raise Http404
            return known
        last = ServedTotal.objects.filter(slot=slot, day=day).order_by("-revision").first()
        _check(slot, day, last, reason)
        total = ServedTotal.objects.create(
            client_id=client_id, slot=slot, day=day, portions=portions, entered_by=actor,
            revision=last.revision + 1 if last else 1, reason=reason.strip() if last else "",
        )  # fmt: skip
        organisation = slot.place.organisation.slug if slot.place.organisation else ""
        record(
            actor, "meal.served", slot.target, organisation=organisation,
            detail={"day": day.isoformat(), "portions": portions, "revision": total.revision},
        )  # fmt: skip
    return total


def _check(slot: Slot, day: date, last: ServedTotal | None, reason: str) -> None:
    if day > timezone.localdate():
        raise BadInput(Fault("day", _("Ce jour est à venir."), _("Notez un service qui a eu lieu.")))
    if last is None:
        refuse_idle(slot, day)
    elif not reason.strip():
        raise BadInput(
            Fault(
                "reason",
                _("Un total de %(portions)s portions est déjà noté pour ce jour.") % {"portions": last.portions},
                _("Dites pourquoi vous le corrigez."),
            )
        )
