"""Meeting a person for the first time: a record never stands without the file of those who follow it."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..models import File, FileWorker, OtherName, Person
from ..permissions import following_memberships, require_following
from .indexing import index_person

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without the letters that are mistaken for digits on the telephone."""


def draw_pseudonym() -> str:
    """Two groups of four signs drawn at random: they say nothing of the person and are read aloud without error."""
    drawn = "".join(secrets.choice(ALPHABET) for _sign in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def create_person(
    actor: User,
    organisation: Organisation,
    *,
    purpose: str,
    names: list[tuple[str, str]] | None = None,
    territory: Territory | None = None,
    **values: Any,
) -> File:
    """Record a person and open the file by which the actor's organisation follows them; the actor leads it.

    `values` are fields of Person, all optional; `names` other names as (kind, name). The caller has checked the
    values (`rules.identity`). Raises Refused when the actor follows nobody in this organisation.
    """
    require_following(actor)
    if organisation.pk not in {held.organisation_id for held in following_memberships(actor)}:
        raise Refused("Vous ne suivez personne dans cette organisation.")
    with transaction.atomic():
        person = Person.objects.create(pseudonym=draw_pseudonym(), created_by=actor, **values)
        OtherName.objects.bulk_create(OtherName(person=person, kind=kind, name=name) for kind, name in names or [])
        file = File.objects.create(person=person, organisation=organisation, purpose=purpose, territory=territory)
        FileWorker.objects.create(file=file, user=actor, is_lead=True)
        index_person(person)
        record(actor, "person.create", person.target, organisation=organisation.slug, detail={"file": str(file.key)})
    return file
