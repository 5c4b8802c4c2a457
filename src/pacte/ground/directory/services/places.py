"""Entries: made, changed, published, put away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import PlaceStatus
from ..models import DirectoryPolicy, Place, Proposal, ProtectedDetails
from ..permissions import edits_directory, keeper_memberships, may_keep, require_keeping
from ..rules.hidden import WORDS
from ..rules.redaction import reveals
from .checking import checked
from .common import awaits_review, joined, journal, to_write
from .hiding import secrets_of
from .moderation import propose
from .placing import placed
from .recording import apply


def create(actor: User, values: dict[str, Any]) -> Place:
    """A new entry, a draft until it is published. `values` names fields of Place; the actor must keep what they make.

    With `is_confidential`, the address and the telephone are sealed for the organisation's own keepers alone.
    """
    require_keeping(actor)
    hidden = bool(values.get("is_confidential"))
    kept = checked(values if hidden else placed(values))
    with transaction.atomic():
        place = Place(status=PlaceStatus.DRAFT, reviewed_on=timezone.localdate())
        _refuse_elsewhere(actor, place, kept)
        if hidden and kept.get("organisation") is None:
            raise BadInput(_owner_first())
        apply(place, _without_status(kept), author=actor)
        if hidden:
            _keep_apart(place, kept)
        journal(actor, "place.create", place, confidential=hidden)
    return place


def edit(actor: User, key: UUID | str, values: dict[str, Any], version: str = "") -> Place | Proposal:
    """Change an entry, at once or as a proposal, as the city chose.

    `version` is the entry's when it was read: what others changed since is kept, and BadInput shows what both changed.
    """
    with transaction.atomic():
        place = to_write(actor, key)
        kept = joined(place, checked(placed(_without_status(values), place)), version)
        _refuse_elsewhere(actor, place, kept)
        _refuse_revealing(place, kept)
        if awaits_review(actor, place):
            return propose(actor, place, kept)
        changed = apply(place, kept, author=actor)
        if changed:
            journal(actor, "place.edit", place, fields=changed)
    return place


def publish(actor: User, key: UUID | str) -> Place | Proposal:
    """Show an entry to everyone; where the city reads before publishing, ask for it."""
    with transaction.atomic():
        place = to_write(actor, key)
        if place.status == PlaceStatus.PUBLISHED:
            return place
        if DirectoryPolicy.current().is_moderated and not edits_directory(actor):
            return propose(actor, place, {"status": str(PlaceStatus.PUBLISHED)})
        apply(place, {"status": str(PlaceStatus.PUBLISHED)}, author=actor)
        journal(actor, "place.publish", place)
    return place


def archive(actor: User, key: UUID | str) -> Place:
    """Take an entry out of sight, at once: a door that is shut for good must not be advertised."""
    with transaction.atomic():
        place = to_write(actor, key)
        if apply(place, {"status": str(PlaceStatus.ARCHIVED)}, author=actor):
            journal(actor, "place.archive", place)
    return place


def refuse_secrets(place: Place, texts: dict[str, Any]) -> None:
    """Refuse words that say where a confidential place is, each at its field."""
    if not place.is_confidential:
        return
    secrets = secrets_of(place)
    said = [name for name, text in texts.items() if isinstance(text, str) and reveals(text, secrets)]
    if said:
        raise BadInput(
            *(
                Fault(name, _("Ces mots disent où se trouve ce lieu confidentiel."), _("Retirez-les."))
                for name in said
            )
        )  # fmt: skip


def _refuse_revealing(place: Place, values: dict[str, Any]) -> None:
    refuse_secrets(place, {name: values.get(name, "") for name in (*WORDS, "hours")})


def _refuse_elsewhere(actor: User, place: Place, values: dict[str, Any]) -> None:
    """Nobody gives an entry to an organisation or a territory where they could not keep it."""
    if edits_directory(actor):
        return
    organisation = values.get("organisation", place.organisation)
    mine = {held.organisation_id for held in keeper_memberships(actor)}
    if organisation is None or organisation.pk not in mine:
        raise BadInput(
            Fault("organisation", _("Vous ne tenez pas les fiches de cette organisation."), _("Choisissez la vôtre."))
        )
    hidden = values.get("is_confidential") or place.is_confidential
    territory = None if hidden else values.get("territory", place.territory)
    if not may_keep(actor, Place(organisation=organisation, territory=territory)):
        raise BadInput(
            Fault("territory", _("Ce territoire n’est pas le vôtre."), _("Choisissez-en un où vous tenez des lieux."))
        )


def _without_status(values: dict[str, Any]) -> dict[str, Any]:
    """Publishing has a verb of its own, and so has hiding a known place."""
    return {name: value for name, value in values.items() if name != "status"}


def _keep_apart(place: Place, values: dict[str, Any]) -> None:
    """What was typed of a refuge's address goes where its own team alone reads it."""
    city = f"{values.get('postal_code') or ''} {values.get('municipality') or ''}".strip()
    where = [part for part in (values.get("address"), city, values.get("directions")) if part]
    ProtectedDetails.objects.create(
        place=place,
        sealed_address=seal("\n".join(where)) if where else "",
        sealed_telephone=seal(values["telephone"]) if values.get("telephone") else "",
    )


def _owner_first() -> Fault:
    return Fault(
        "organisation", _("Une adresse confidentielle n’est lue que par l’organisation qui tient le lieu."),
        _("Dites d’abord laquelle."),
    )  # fmt: skip
