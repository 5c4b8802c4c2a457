"""Giving a ticket, calling the next person, passing them to a colleague. Two agents never call the same person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from .. import reads
from ..models import Arrival, FrontDesk
from .common import locked_arrival, locked_desk, note, refuse_ended


def arrive(actor: User, number: int, *, reason: str, **values: Any) -> Arrival:
    """Somebody comes to the desk of this number: they get the next ticket of the day, and no name is asked.

    `values`: is_urgent, language, adults, children, is_minor_alone. The welcome is unconditional.
    """
    with transaction.atomic():
        desk = locked_desk(actor, number)
        today = timezone.localdate()
        last = Arrival.objects.filter(desk=desk, day=today).aggregate(last=Max("number"))["last"] or 0
        arrival = Arrival.objects.create(desk=desk, day=today, number=last + 1, reason=reason, **values)
        note(actor, "arrival.arrive", arrival, reason=reason, minor=arrival.is_minor_alone)
    return arrival


def call(actor: User, number: int, key: UUID | str | None = None) -> Arrival:
    """Call the next person who waits at this desk, or one of them. Calls follow one another: each gets another person.

    Raises BadInput when nobody waits, or when a colleague has just called that person.
    """
    with transaction.atomic():
        desk = locked_desk(actor, number)
        arrival = _to_call(desk, key)
        arrival.called_at, arrival.worker = timezone.now(), actor
        arrival.save(update_fields=["called_at", "worker"])
        note(actor, "arrival.call", arrival, minutes=arrival.waited())
    return arrival


def _to_call(desk: FrontDesk, key: UUID | str | None) -> Arrival:
    waiting = Arrival.objects.filter(desk=desk).waiting()
    if key is None:
        found = waiting.filter(day=timezone.localdate()).in_order().first()
        if found is None:
            raise BadInput(Fault("", _("Personne n’attend à ce guichet.")))
        return found
    found = waiting.filter(key=key).first()
    if found is None:
        raise BadInput(Fault("", _("Cette personne n’attend plus."), _("Un collègue vient peut-être de l’appeler.")))
    return found


def hand_to(actor: User, key: UUID | str, to: User) -> Arrival:
    """Pass somebody to a colleague of the desk; it shows in that colleague's day."""
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        refuse_ended(arrival)
        if not reads.colleagues(arrival.desk).filter(pk=to.pk).exists():
            raise BadInput(
                Fault("to", _("Cette personne ne travaille pas à ce guichet."), _("Choisissez-en une autre."))
            )
        arrival.worker = to
        arrival.called_at = arrival.called_at or timezone.now()
        arrival.save(update_fields=["worker", "called_at"])
        note(actor, "arrival.hand", arrival, to=str(to.opaque_id))
    return arrival


def put_back(actor: User, key: UUID | str) -> Arrival:
    """Called by mistake, or absent at the call: the person waits again, at their place in the queue."""
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        refuse_ended(arrival)
        arrival.called_at, arrival.worker = None, None
        arrival.save(update_fields=["called_at", "worker"])
        note(actor, "arrival.put_back", arrival)
    return arrival
