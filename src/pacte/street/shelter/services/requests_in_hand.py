"""Who has a request in hand: a hold of ten minutes that says who is on it, never a lock that keeps others out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import permissions
from ..models import ShelterRequest
from ..reads import requests as reads
from ..reads.requests import HOLD
from .events import locked

HOLD_MINUTES = HOLD.seconds // 60
"""How long a request stays in hand."""


def take(actor: User, request: ShelterRequest, *, over: bool = False) -> ShelterRequest:
    """Say that one handles the request, for ten minutes. Raises BadInput, saying who has it, if another does.

    `over` takes it from them: the journal and the request's page say so.
    """
    permissions.require_regulation(actor)
    now = timezone.now()
    with transaction.atomic():
        held = locked(request)
        other = reads.held_by(held, now)
        if other is not None and other.pk != actor.pk and not over:
            raise BadInput(Fault("", taken_words(other, held.taken_at), _("Vous pouvez la reprendre.")))
        was_other = other is not None and other.pk != actor.pk
        held.taken_by, held.taken_at = actor, now
        held.save(update_fields=["taken_by", "taken_at"])
        record(actor, "shelter.take_over" if was_other else "shelter.take", held.target)
    request.taken_by, request.taken_at = actor, now
    return held


def taken_words(by: User, at: datetime | None) -> str:
    """Who has a request in hand, and since when."""
    since = date_format(timezone.localtime(at), "H:i") if at else ""
    return _("%(name)s s’en occupe depuis %(at)s.") % {"name": by.display_name, "at": since}


def let_go(actor: User, request: ShelterRequest) -> None:
    """One handles the request no more."""
    permissions.require_regulation(actor)
    with transaction.atomic():
        held = locked(request)
        if held.taken_by_id == actor.pk:
            held.taken_by, held.taken_at = None, None
            held.save(update_fields=["taken_by", "taken_at"])
            record(actor, "shelter.let_go", held.target)
