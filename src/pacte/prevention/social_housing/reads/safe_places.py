"""Safe places asked for, as seen by who asked and by the service that was asked. Never where."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.people.models import Person
from pacte.ground.people.permissions import follows_people
from pacte.ground.people.reads import Sight, sight_of
from pacte.ground.referrals.models import ReceivingService
from pacte.ground.referrals.permissions import answering_memberships

from ..models import SafePlaceRequest

SCHEME = "women_safe_places"
"""The scheme whose services receive by referral alone."""

WITH = ("referral__service__kind", "file__person")


def is_asked_here() -> bool:
    """Does any service receive referrals for a safe place today? Which one, and where, is not said."""
    return ReceivingService.objects.open_on(timezone.localdate()).filter(scheme=SCHEME).exists()


def of_person(person: Person) -> list[SafePlaceRequest]:
    """What was asked for a person."""
    return list(SafePlaceRequest.objects.filter(file__person=person).select_related(*WITH))


def in_sight(sight: Sight) -> list[SafePlaceRequest]:
    """What was asked for a person, in the files that the reader follows."""
    own = {each.file.pk for each in sight.own_files}
    return [each for each in of_person(sight.person) if each.file_id in own]


def may_note(user: User, asked: SafePlaceRequest) -> bool:
    """Whoever follows the file, and the service that was asked, note when she is safe and when she leaves."""
    if asked.referral is not None:
        homes = {held.organisation_id for held in answering_memberships(user)}
        if asked.referral.service.organisation_id in homes and asked.file_id is None:
            return True
    if asked.file is None or not follows_people(user):
        return False
    sight = sight_of(user, asked.file.person)
    seen = sight.of_file(asked.file) if sight else None
    return seen is not None and seen.may_write


def to_note(user: User, key: UUID | str) -> SafePlaceRequest:
    """A request for a safe place that this user may complete; Http404."""
    found = SafePlaceRequest.objects.filter(key=key).select_related(*WITH).first()
    if found is None or not may_note(user, found):
        raise Http404
    return found
