"""Entries confirmed by those who keep them, and those who are reminded to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.messages.services import tell_user
from pacte.ground.partners.models import Membership

from ..models import Place, PlaceChange
from ..permissions import KEEPING_ROLES
from ..reads.freshness import overdue
from ..reads.kept import kept_by
from .common import journal, to_write
from .recording import apply

REMINDED = "reminded"


def confirm(actor: User, key: UUID | str) -> Place:
    """Everything in the entry is right today."""
    with transaction.atomic():
        place = to_write(actor, key)
        if apply(place, {"reviewed_on": timezone.localdate()}, author=actor):
            journal(actor, "place.confirm", place)
    return place


def remind(now: datetime) -> int:
    """Write to the keepers of entries whose review is due, once a due date; how many people were written to.

    The mail counts entries and names none. An entry that nobody keeps waits on the team's own page.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        due = [place for place in overdue(today).select_for_update(of=("self",)) if _not_yet(place)]
        told: set[int] = set()
        written = 0
        for person in _keepers({place.organisation_id for place in due}):
            mine = set(kept_by(person).filter(pk__in=[place.pk for place in due]).values_list("pk", flat=True))
            if mine:
                _write_to(person, len(mine))
                told |= mine
                written += 1
        for place in due:
            if place.pk in told:
                PlaceChange.objects.create(place=place, changes={REMINDED: ["", today.isoformat()]})
    return written


def _not_yet(place: Place) -> bool:
    """Whether nobody was reminded of this entry since it was last confirmed."""
    reminders = place.changes.filter(changes__has_key=REMINDED)
    if place.reviewed_on is not None:
        reminders = reminders.filter(at__date__gt=place.reviewed_on)
    return not reminders.exists()


def _keepers(organisations: set[int | None]) -> list[User]:
    held = Membership.objects.current(timezone.localdate()).filter(
        organisation__in=[each for each in organisations if each], role__in=KEEPING_ROLES, organisation__is_active=True
    )
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


def _write_to(person: User, count: int) -> None:
    tell_user(
        person,
        template="directory/mail/review",
        context={"count": count, "address": settings.BASE_URL + reverse("directory:kept")},
    )
