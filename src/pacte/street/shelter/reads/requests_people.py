"""From a known person to a household that asks: who is in it, how old, as one regulator may know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.people.enums import HouseholdRole
from pacte.ground.people.models import File, Household, Person
from pacte.ground.people.reads.households import households_of
from pacte.ground.people.reads.labels import labels
from pacte.ground.people.reads.sight import sight_of
from pacte.ground.people.reads.visibility import seen_among, visible_to

from ..models import RequestMember, ShelterRequest
from ..rules.requests import Someone


@dataclass(frozen=True)
class Known:
    """A person for whom a request is taken, as the regulator sees them: a label, a file and a household to ask with."""

    person: Person
    label: str
    file: File | None
    household: Household | None
    members: tuple[Someone, ...]


def known(user: User, key: UUID) -> Known | None:
    """The person of this key with what a request takes from them; None when the user may not know of them."""
    person = visible_to(user).filter(key=key).first()
    sight = sight_of(user, person) if person else None
    if person is None or sight is None:
        return None
    open_files = [each.file for each in sight.files if each.file.is_open]
    together = next((seen.household for seen in households_of(user, person) if len(seen.current) > 1), None)
    members = household_said(user, together) if together else (_someone(person),)
    return Known(person, sight.label, open_files[0] if open_files else None, together, members)


def household_said(user: User, household: Household) -> tuple[Someone, ...]:
    """Today's members whom the user may know of, adults first; a child whose age nobody wrote is one all the same."""
    rows = household.members.on(timezone.localdate()).select_related("person")
    seen = seen_among(user, [row.person_id for row in rows])
    those = [_someone(row.person, row.role) for row in rows if row.person_id in seen]
    return tuple(sorted(those, key=lambda each: each.is_minor))


def _someone(person: Person, role: str = HouseholdRole.ADULT) -> Someone:
    age = age_of(person)
    return Someone(age, person.gender, says_minor=age is None and role == HouseholdRole.CHILD, person=person)


def age_of(person: Person) -> int | None:
    """Age in completed years; from a year alone, the least it can be: who may be seventeen is not an adult here."""
    today = timezone.localdate()
    if person.birth_date is not None:
        birth = person.birth_date
        return max(0, today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)))
    return max(0, today.year - person.birth_year - 1) if person.birth_year else None


def names_by_key(user: User, keys: Iterable[UUID]) -> dict[str, str]:
    """What these persons are called for this user, by key; whoever is out of sight is absent."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    persons = list(visible_to(user).filter(key__in=wanted))
    names = labels(user, persons)
    return {str(person.key): names[person.pk] for person in persons}


def names_in(user: User, requests: Iterable[ShelterRequest]) -> dict[int, str]:
    """What each person of these requests is called for this user; whoever is out of their sight is absent."""
    asked = list(requests)
    keys = [each.pk for each in asked]
    rows = RequestMember.objects.filter(request__in=keys, person__isnull=False).values_list("person", flat=True)
    filed = [each.file_id for each in asked if each.file_id]
    persons = set(rows) | set(File.objects.filter(pk__in=filed).values_list("person", flat=True))
    return labels(user, visible_to(user).filter(pk__in=persons)) if persons else {}
