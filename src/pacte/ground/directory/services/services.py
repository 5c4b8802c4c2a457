"""What a place offers: added, changed, taken off. Where the city reads before publishing, each waits as a proposal."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Category
from ..models import Place, Proposal, Service
from .checking import checked
from .common import awaits_review, joined, journal, to_write
from .moderation import propose
from .places import refuse_secrets
from .settling import part_of, settle

TEXTS = ("name", "description", "documents", "price", "hours")


def add(actor: User, place_key: UUID | str, values: dict[str, Any]) -> Place | Proposal:
    """Say what more the place does; `values` names fields of Service, `category` among them."""
    with transaction.atomic():
        place = to_write(actor, place_key)
        kept = checked(values)
        if kept.get("category") not in Category.values:
            raise BadInput(Fault("category", _("Ce service n’est pas connu."), _("Choisissez dans la liste.")))
        refuse_secrets(place, {name: kept.get(name, "") for name in TEXTS})
        return _write(actor, place, f"service:{uuid4()}", kept, "service.add")


def edit(
    actor: User, place_key: UUID | str, service_key: UUID | str, values: dict[str, Any], version: str = ""
) -> Place | Proposal:
    """Change a service; `version` is the place's when it was read."""
    with transaction.atomic():
        place = to_write(actor, place_key)
        part = _known(place, service_key)
        kept = joined(place, checked(values), version, part)
        refuse_secrets(place, {name: kept.get(name, "") for name in TEXTS})
        return _write(actor, place, f"service:{part.key}", kept, "service.edit")


def remove(actor: User, place_key: UUID | str, service_key: UUID | str) -> Place | Proposal:
    """The place does this no more. What was counted of it stays."""
    with transaction.atomic():
        place = to_write(actor, place_key)
        return _write(actor, place, f"service:{_known(place, service_key).key}", None, "service.remove")


def _write(
    actor: User, place: Place, name: str, values: dict[str, Any] | None, action: str
) -> Place | Proposal:  # fmt: skip
    if awaits_review(actor, place):
        return propose(actor, place, {name: values})
    if settle(place, name, values, author=actor):
        journal(actor, action, place, service=name.partition(":")[2])
    return place


def _known(place: Place, key: UUID | str) -> Service:
    part = part_of(place, f"service:{key}")
    if not isinstance(part, Service):
        raise Http404
    return part
