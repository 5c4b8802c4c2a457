"""Opening appointment slots in a permanence."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import RegistrationMode, SessionKind
from ..models import Session
from ..rules import slots as arithmetic
from .common import hold_kept, note, refuse_cancelled

SHARED = ("title", "description", "organisation", "territory", "place", "stop", "place_words", "closes_before",
          "is_public", "is_for_partners")  # fmt: skip


def open_slots(
    actor: User, key: UUID | str, *, minutes: int, posts: int = 1, registration: str = RegistrationMode.PROFESSIONAL
) -> list[Session]:
    """Cut a permanence into slots of so many minutes, each for as many people as there are posts.

    Raises BadInput when it already has slots, or is too short for one.
    """
    if not arithmetic.SHORTEST <= minutes <= arithmetic.LONGEST:
        raise BadInput(Fault("minutes", _("Un créneau dure de 5 à 240 minutes.")))
    with transaction.atomic():
        session = hold_kept(actor, key)
        refuse_cancelled(session)
        if session.within_id is not None or session.slots.exists():
            raise BadInput(Fault("", _("Cette permanence a déjà ses créneaux.")))
        stretches = arithmetic.slots(session.starts_at, session.ends_at, minutes)
        if not stretches:
            raise BadInput(Fault("minutes", _("La permanence est plus courte qu’un créneau.")))
        made = [
            Session(
                kind=SessionKind.APPOINTMENT, within=session, starts_at=first, ends_at=last, capacity=posts,
                registration=registration, **{name: getattr(session, name) for name in SHARED},
            )
            for first, last in stretches
        ]  # fmt: skip
        for slot in made:
            slot.save()
        note(actor, "session.slots", session, count=len(made), minutes=minutes, posts=posts)
    return made
