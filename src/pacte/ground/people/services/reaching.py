"""How a person lets themselves be reached, and the address that nobody else may know."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.messages.enums import Channel
from pacte.ground.messages.models import ContactRule
from pacte.ground.messages.services import set_contact_rule

from ..models import Person
from ..rules.identity import Unfit, clean_text, tidy_phone
from .identity import ADDRESS_LETTERS, fault
from .opening import person_to_write


def choose_contact(
    actor: User,
    key: UUID | str,
    *,
    never_contact: bool = False,
    discreet: bool = False,
    safe_channel: str = "",
    safe_address: str = "",
    safe_from: time | None = None,
    safe_until: time | None = None,
    safe_days: str = "",
) -> ContactRule:
    """Write how the person asked to be reached; every room obeys it from the next message on.

    An empty `safe_address` keeps the one already sealed for the same channel. Raises BadInput when a safe channel has
    no address of its kind, Refused when the actor does not see contacts, Http404 when they do not follow the person.
    """
    sight = person_to_write(actor, key)
    if not sight.shows(FieldClass.CONTACT):
        raise Refused(_("Votre rôle ne permet pas de changer la façon de joindre cette personne."))
    person = sight.person
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        held = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
        address = _safe_address(safe_channel, safe_address, held)
        rule = set_contact_rule(
            person.recipient_key, safe_address=address, never_contact=never_contact,
            discreet=discreet or person.is_restricted, safe_channel=safe_channel, safe_from=safe_from,
            safe_until=safe_until, safe_days=safe_days,
        )  # fmt: skip
        codes: dict[str, Any] = {"never": never_contact, "channel": safe_channel or "any"}
        record(actor, "person.contact", person.target, detail=codes)
    return rule


def _safe_address(channel: str, typed: str, held: ContactRule | None) -> str | None:
    """The address to seal: "" takes it away, None keeps the one that is there."""
    if not channel:
        return ""
    if not typed.strip():
        if held is not None and held.safe_channel == channel and held.sealed_address:
            return None
        raise BadInput(
            Fault("safe_address", _("Le canal sûr n’a pas d’adresse."), _("Écrivez l’adresse ou le numéro à utiliser."))
        )
    try:
        if channel == Channel.SMS:
            return tidy_phone(typed)
        if channel == Channel.MAIL:
            validate_email(typed.strip())
        return clean_text(typed, ADDRESS_LETTERS)
    except Unfit as unfit:
        raise BadInput(fault("safe_address", unfit.slip)) from None
    except ValidationError:
        raise BadInput(
            Fault("safe_address", _("Cette adresse électronique n’est pas complète."), _("Vérifiez-la."))
        ) from None


def protected_address(actor: User, key: UUID | str) -> str:
    """The protected address in clear, for who may see it. Raises Refused otherwise, Http404 for an unknown person."""
    sight = person_to_write(actor, key)
    _require_protected(sight.shows(FieldClass.PROTECTED_ADDRESS))
    sealed = sight.person.sealed_protected_address
    return unseal(sealed) if sealed else ""


def keep_protected_address(actor: User, key: UUID | str, address: str, *, version: int) -> None:
    """Seal where the person lives or hides, over the version that was read; an empty one takes it away.

    Raises BadInput when somebody saved in between (the fault is on `version`) or the text cannot be kept, Refused when
    the actor's role does not open protected addresses, Http404 when they do not follow the person.
    """
    sight = person_to_write(actor, key)
    _require_protected(sight.shows(FieldClass.PROTECTED_ADDRESS))
    try:
        kept = clean_text(address, ADDRESS_LETTERS)
    except Unfit as unfit:
        raise BadInput(fault("address", unfit.slip)) from None
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=sight.person.pk)
        if person.version != version:
            raise BadInput(
                Fault(
                    "version", _("Quelqu’un d’autre vient de changer cette fiche. Rien n’est encore enregistré."),
                    _("Comparez avec la fiche, puis enregistrez à nouveau."),
                )
            )  # fmt: skip
        person.sealed_protected_address = seal(kept) if kept else ""
        person.version += 1
        person.save(update_fields=["sealed_protected_address", "version"])
        record(actor, "person.protect", person.target, detail={"kept": bool(kept)})


def _require_protected(shown: bool) -> None:
    if not shown:
        raise Refused(_("Votre rôle n’ouvre pas les adresses protégées."))
