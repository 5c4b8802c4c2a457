"""What the offline application sends: a count or an undoing, read and handed to the verbs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.agenda.models import Session
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.field.rules import Answer

from .. import reads
from .counting import count, undo


def accept_count(user: User, client_id: UUID, payload: dict[str, Any], at: datetime) -> Answer:
    """Payload: `place` (its key), `kind`, and if need be `quantity` (1) and `session` (its key)."""
    place = reads.counted_by(user).filter(key=_key(payload.get("place"))).first()
    if place is None:
        raise Http404
    quantity = payload.get("quantity", 1)
    if not isinstance(quantity, int) or isinstance(quantity, bool):
        quantity = 0
    session = _session(payload.get("session"))
    count(user, place, str(payload.get("kind")), client_id=client_id, at=at, quantity=quantity, session=session)
    return Answer(True)


def accept_undo(user: User, client_id: UUID, payload: dict[str, Any], at: datetime) -> Answer:
    """Payload: `of`, the identifier of the count that is undone."""
    undo(user, _key(payload.get("of")))
    return Answer(True)


def _session(said: Any) -> Session | None:
    if not said:
        return None
    found = Session.objects.select_related("stop").filter(key=_key(said)).first()
    if found is None:
        raise BadInput(Fault("session", _("Cette séance n’existe plus."), _("Comptez sans séance.")))
    return found


def _key(said: Any) -> UUID:
    try:
        return UUID(said)
    except (TypeError, ValueError, AttributeError) as error:
        raise BadInput(Fault("", _("Cet envoi est abîmé."), _("Rechargez la page."))) from error
