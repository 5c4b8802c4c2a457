"""What the verbs share: the desk and the arrival that one may act on, locked, and the journal's line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import reads
from ..models import Arrival, FrontDesk
from ..permissions import require_staff


def locked_desk(actor: User, number: int) -> FrontDesk:
    """The open desk of this number, held until the end of the transaction: tickets and calls follow one another.

    Raises Refused for a role that welcomes nobody, Http404 for a desk where the actor does not work.
    """
    require_staff(actor)
    desk = FrontDesk.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if desk is None or not reads.desks_of(actor).filter(pk=desk.pk).exists():
        raise Http404
    if not desk.is_open:
        raise BadInput(Fault("", _("Ce guichet est fermé."), _("Sa référence peut le rouvrir.")))
    return desk


def locked_arrival(actor: User, key: UUID | str) -> Arrival:
    """The arrival of this key, held until the end of the transaction; Http404 where the actor does not work."""
    require_staff(actor)
    held = Arrival.objects.select_for_update(of=("self",)).filter(key=key).first()
    if held is None or not reads.arrivals_of(actor).filter(pk=held.pk).exists():
        raise Http404
    return held


def refuse_ended(arrival: Arrival) -> None:
    """A visit that is over is changed by nobody."""
    if arrival.ended_at is not None:
        raise BadInput(Fault("", _("Cette visite est terminée."), _("Rouvrez-la d’abord si c’est une erreur.")))


def note(actor: User, action: str, arrival: Arrival, **detail: Any) -> None:
    """One line of the journal, in codes."""
    slug = arrival.desk.site.organisation.slug
    record(actor, action, arrival.target, organisation=slug, detail={"desk": arrival.desk_id, **detail})
