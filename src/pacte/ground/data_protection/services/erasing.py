"""Erasure: what would go is counted first, room by room; then it goes, everywhere, and a certificate says so."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.people.models import Person
from pacte.ground.people.privacy.anonymising import anonymise_everywhere
from pacte.ground.people.services.desk import close_access

from ..enums import RequestKind, RequestOutcome
from ..models import Request
from ..permissions import require_desk
from .handling import person_of


class _Rehearsed(Exception):
    """Carries the counts out of a transaction that is to be undone."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts


def anonymise(person: Person, actor: User | None = None, reference: str = "") -> dict[str, int]:
    """Every room takes away what names this person, files included; rows changed, by room. May be run again."""
    target = person.target
    with transaction.atomic():
        counts = anonymise_everywhere(person)
        detail = {"counts": counts} | ({"request": reference} if reference else {})
        record(actor, "person.anonymise", target, detail=detail)
    return counts


def preview(actor: User, request: Request) -> dict[str, int]:
    """What an erasure would change, room by room: it is done, counted and undone."""
    person = person_of(actor, request, RequestKind.ERASURE)
    try:
        with transaction.atomic():
            raise _Rehearsed(anonymise_everywhere(person))
    except _Rehearsed as rehearsed:
        return rehearsed.counts


def erase(actor: User, request: Request) -> Request:
    """Anonymise the person of a request for erasure, and answer it. Raises BadInput for any other request.

    The request keeps what was taken away, room by room, and nothing of whom.
    """
    require_desk(actor)
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        person = person_of(actor, locked, RequestKind.ERASURE)
        counts = anonymise(person, actor, locked.target)
        close_access(locked.target)
        locked.refresh_from_db()
        locked.done, locked.erased_at = counts, timezone.now()
        locked.outcome, locked.answered_on, locked.answered_by = RequestOutcome.GRANTED, timezone.localdate(), actor
        locked.save()
        record(actor, "request.answer", locked.target, detail={"outcome": locked.outcome})
    return locked
