"""Where a refuge is: hidden by whoever keeps the entry, read and revealed by its own organisation's keepers alone.

Each reading leaves a line in the journal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault, Refused

from ..enums import PlaceStatus, RevealReason
from ..models import Place, ProtectedDetails
from ..permissions import may_see_protected, reads_protected
from ..reads import kept_by
from ..rules.redaction import redact
from .common import journal, to_write
from .hiding import hide, secrets_of
from .recording import note


@dataclass(frozen=True)
class Details:
    """What its own team knows: the address as it is written on a letter, the telephone."""

    address: str
    telephone: str


def make_confidential(actor: User, key: UUID | str) -> Place:
    """Take an entry's address out of everything that anyone else reads, its past included, and seal it.

    Its organisation must be known, or nobody could ever read it again.
    """
    with transaction.atomic():
        place = to_write(actor, key)
        if place.is_confidential:
            return place
        if place.organisation is None:
            raise BadInput(
                Fault(
                    "",
                    _("Une adresse confidentielle n’est lue que par l’organisation qui tient le lieu."),
                    _("Dites d’abord dans la fiche laquelle."),
                )
            )
        hide(place)
        note(place, {"is_confidential": [False, True]}, author=actor)
        journal(actor, "place.hide", place)
    return place


def reveal(actor: User, key: UUID | str, reason: str) -> Place:
    """The address is confidential no more: it goes back into the entry, which becomes a draft to be read again."""
    if reason not in RevealReason.values:
        raise BadInput(Fault("reason", _("La raison manque."), _("Choisissez-en une.")))
    with transaction.atomic():
        place = _guarded(actor, key)
        held = ProtectedDetails.objects.select_for_update().filter(place=place).first()
        details = _opened(held)
        place.is_confidential, place.status = False, PlaceStatus.DRAFT
        _put_back(place, details)
        place.save()
        if held is not None:
            held.delete()
        note(place, {"is_confidential": [True, False]}, author=actor)
        journal(actor, "place.reveal", place, reason=reason)
    return place


def read(actor: User, key: UUID | str) -> tuple[Place, Details]:
    """Where the place is, for its own organisation's keepers; that it was read is in the journal."""
    with transaction.atomic():
        place = _guarded(actor, key)
        details = _opened(ProtectedDetails.objects.filter(place=place).first())
        journal(actor, "place.read_protected", place)
    return place, details


def revealable(actor: User, key: UUID | str) -> Place:
    """The confidential entry that the actor may reveal; Refused or Http404 otherwise."""
    with transaction.atomic():
        return _guarded(actor, key)


def keep(actor: User, key: UUID | str, *, address: str, telephone: str) -> None:
    """Write down where the place is, sealed; words of the entry that said it lose it."""
    with transaction.atomic():
        place = _guarded(actor, key)
        details, _made = ProtectedDetails.objects.select_for_update().get_or_create(place=place)
        details.sealed_address = seal(address.strip()) if address.strip() else ""
        details.sealed_telephone = seal(telephone.strip()) if telephone.strip() else ""
        details.save()
        _clean_words(place)
        journal(actor, "place.keep_protected", place)


def _guarded(actor: User, key: UUID | str) -> Place:
    """A confidential entry of the actor's own organisation, held."""
    if not reads_protected(actor):
        raise Refused(_("Cette adresse n’est connue que de l’organisation qui tient le lieu."))
    place = Place.objects.select_for_update(of=("self",)).select_related("organisation").filter(key=key).first()
    if place is None or not place.is_confidential or not kept_by(actor).filter(pk=place.pk).exists():
        raise Http404
    if not may_see_protected(actor, place):
        raise Http404
    return place


def _opened(held: ProtectedDetails | None) -> Details:
    if held is None:
        return Details("", "")
    return Details(
        unseal(held.sealed_address) if held.sealed_address else "",
        unseal(held.sealed_telephone) if held.sealed_telephone else "",
    )


def _put_back(place: Place, details: Details) -> None:
    """The lines of an address where they came from: the street, the postal code with the town, the way in."""
    lines = [line.strip() for line in details.address.splitlines() if line.strip()]
    place.address = lines[0][:200] if lines else ""
    rest = lines[1:]
    if rest and (found := re.fullmatch(r"(\d{4,5})\s*(.*)", rest[0])):
        place.postal_code, place.municipality = found[1], found[2][:80]
        rest = rest[1:]
    place.directions = " ".join(rest)[:200]
    place.telephone = details.telephone[:30]


def _clean_words(place: Place) -> None:
    secrets = secrets_of(place)
    kept: dict[str, Any] = {}
    for name in ("name", "description", "description_en", "description_ar"):
        text = getattr(place, name)
        if (without := redact(text, secrets)) != text:
            kept[name] = without
            setattr(place, name, without)
    if kept:
        place.save(update_fields=list(kept))
