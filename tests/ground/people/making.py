"""The smallest people for a test: an organisation, who works there, a person with a file."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.people.models import File, Person, Sharing
from pacte.ground.people.services.creation import create_person

_numbers = count(1)


def organisation(slug: str = "", *, kind: str = "association", **values: Any) -> Organisation:
    """An active partner; `is_discreet=True` for one whose name is to be withheld."""
    code = slug or f"organisation-{next(_numbers)}"
    return Organisation.objects.create(slug=code, name=f"Organisation {code}", kind=kind, **values)


def worker(home: Organisation, role: str = Role.SOCIAL_WORKER, **membership: Any) -> User:
    """Somebody who holds this role in this organisation since 2015."""
    user = User.objects.create_user(
        f"user{next(_numbers)}@pacte.example", display_name="Une travailleuse sociale", is_demonstration=True
    )
    since = {"starts_on": date(2015, 1, 1), **membership}
    Membership.objects.create(user=user, organisation=home, role=role, **since)
    return user


def followed(by: User, home: Organisation, **values: Any) -> File:
    """A person recorded by this worker; the file by which this organisation follows them."""
    return create_person(by, home, purpose="support", **values)


def shared(file: File, to: Organisation, level: str = "follow_up", **values: Any) -> Sharing:
    """A sharing that the person gave by word of mouth, put in the database as it stands."""
    classes = {"existence": ["identity"], "follow_up": ["identity", "contact", "free_text"]}
    given = {
        "given_by": "person", "how": "oral", "level": level,
        "classes": classes.get(level, ["identity", "contact", "free_text", "situation", "health"]),
    }  # fmt: skip
    return Sharing.objects.create(file=file, organisation=to, **given | values)


def restricted(person: Person, reason: str = "violence") -> Person:
    """The person put out of sight, as the verb does in the database."""
    from pacte.ground.people.models import Restriction

    restriction = Restriction.objects.create(person=person, reason=reason)
    Person.objects.filter(pk=person.pk).update(restricted_since=restriction.since)
    person.refresh_from_db()
    return person
