"""Switching a room on or off, by whoever steers the pact, on somebody's decision."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.declarations.rooms import switchable
from pacte.ground.territory.models import RoomSwitch
from pacte.ground.territory.permissions import require_steering


def switch(actor: User, room: str, *, is_on: bool, decided_by: str) -> RoomSwitch:
    """Put a room in service or out of it; nothing that it holds is lost.

    Raises Refused without the right, BadInput for a room that cannot be switched or a decision that nobody took.
    """
    require_steering(actor)
    if room not in switchable():
        raise BadInput(Fault("room", _("Ce module ne se met pas hors service.")))
    if not decided_by.strip():
        raise BadInput(Fault("decided_by", _("Dites qui l’a décidé."), _("Par exemple le nom d’une délibération.")))
    values = {"is_on": is_on, "decided_by": decided_by.strip(), "changed_at": timezone.now(), "changed_by": actor}
    with transaction.atomic():
        kept = RoomSwitch.objects.update_or_create(room=room, defaults=values)[0]
        record(actor, "room.switch", f"territory.RoomSwitch:{room}", detail={"is_on": is_on})
    return kept
