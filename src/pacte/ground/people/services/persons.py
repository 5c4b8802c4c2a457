"""Changing what is said of a person, the way they are reached, and writing to them.

Only those who follow the person write. Over a version that is no longer the current one, nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.messages.enums import Channel
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.messages.services import send

from ..models import HeldEdit, OtherName, Person
from ..reads import Sight
from . import edits, opening
from .identity import checked, checked_names
from .indexing import index_person
from .restriction import lift, restrict

__all__ = ["edit_person", "lift", "restrict", "way_to", "write_to"]

EDITABLE = {
    **dict.fromkeys(
        ("given_name", "family_name", "birth_date", "birth_year", "birth_precision", "gender", "languages"),
        FieldClass.IDENTITY,
    ),
    **dict.fromkeys(("phone", "email", "relay"), FieldClass.CONTACT),
}
"""What `edit_person` changes, and the class that one must see to change it."""


def edit_person(
    actor: User,
    key: UUID | str,
    *,
    version: int,
    values: Mapping[str, Any],
    names: Iterable[tuple[str, str]] | None = None,
) -> HeldEdit | None:
    """Change a person's own fields (those given) and other names (when given), over the version that was read.

    `birth` may be given as it was typed. Returns None when it is done; when somebody saved in between, what was typed
    is held and nothing is overwritten. Raises BadInput with every fault, Refused for a field that the actor does not
    see, Http404 for a person whom they do not follow.
    """
    sight = opening.person_to_write(actor, key)
    kept = checked(values)
    other = None if names is None else checked_names(names)
    _require_seen(sight, kept, other)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=sight.person.pk)
        changed = _differences(person, kept, other)
        if not changed:
            return None
        if person.version == version:
            _write(person, kept, other)
            record(actor, "person.edit", person.target, detail={"fields": changed})
            return None
    typed = kept if other is None else kept | {"names": other}
    return edits.hold(actor, person, f"person:{person.key}", typed)


def _require_seen(sight: Sight, kept: Mapping[str, Any], other: list[tuple[str, str]] | None) -> None:
    asked = {EDITABLE[name] for name in kept} | ({FieldClass.IDENTITY} if other is not None else set())
    if not all(sight.shows(each) for each in asked):
        raise Refused(_("Votre rôle ne permet pas de changer ces informations."))


def _differences(person: Person, kept: Mapping[str, Any], other: list[tuple[str, str]] | None) -> list[str]:
    changed = sorted(name for name, value in kept.items() if getattr(person, name) != value)
    if other is not None and sorted(other) != sorted(person.other_names.values_list("kind", "name")):
        changed.append("other_names")
    return changed


def _write(person: Person, kept: Mapping[str, Any], other: list[tuple[str, str]] | None) -> None:
    for name, value in kept.items():
        setattr(person, name, value)
    person.version += 1
    person.last_contact_at = timezone.now()
    person.save()
    if other is not None:
        person.other_names.all().delete()
        OtherName.objects.bulk_create(OtherName(person=person, kind=kind, name=name) for kind, name in other)
    index_person(person)


def write_to(actor: User, key: UUID | str, template: str, context: dict[str, Any]) -> Message:
    """Queue a message to a person by the way they chose; their rule may hold or refuse it.

    `context` holds plain values; the organisation is never named to a restricted person, nor by an organisation whose
    name is to be withheld. Raises BadInput when there is no way to reach them, or, for a restricted person, no way
    that they said was safe.
    """
    sight = opening.person_to_write(actor, key)
    person = sight.person
    if not sight.shows(FieldClass.CONTACT):
        raise Refused(_("Votre rôle ne permet pas d’écrire à cette personne."))
    rule = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
    channel, address = way_to(person, rule)
    home = sight.own_files[0].file.organisation
    is_silent = person.is_restricted or home.is_discreet
    words = context | {"organisation": "" if is_silent else context.get("organisation", home.name)}
    with transaction.atomic():
        message = send(
            person.recipient_key, channel=channel, address=address, template=template, context=words,
            organisation="" if is_silent else home.slug,
        )  # fmt: skip
        record(
            actor, "person.write", person.target, organisation=home.slug,
            detail={"channel": str(message.channel), "state": str(message.state)},
        )  # fmt: skip
    return message


def way_to(person: Person, rule: ContactRule | None) -> tuple[Channel | None, str]:
    """The channel to ask for and the address that the person's own fields give for it."""
    if rule is not None and (rule.safe_channel or rule.never_contact):
        return None, ""
    if person.is_restricted:
        raise BadInput(
            Fault(
                "", _("Cette personne est mise à l’abri et aucun moyen sûr de la joindre n’est noté."),
                _("Notez-le avec elle avant de lui écrire."),
            )
        )  # fmt: skip
    if person.email:
        return Channel.MAIL, person.email
    if person.phone:
        return Channel.SMS, person.phone
    raise BadInput(
        Fault("", _("Aucun moyen de joindre cette personne n’est noté."), _("Passez par son relais, s’il y en a un."))
    )
