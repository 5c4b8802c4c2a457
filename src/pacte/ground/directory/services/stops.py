"""The stops of a service that moves, each with its hours."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import PlaceKind
from ..models import Place, Proposal, Stop
from .checking import checked
from .common import awaits_review, joined, journal, to_write
from .moderation import propose
from .settling import part_of, settle


def add(actor: User, place_key: UUID | str, values: dict[str, Any]) -> Place | Proposal:
    """A further stop; `values` names fields of Stop. A place that stands still has none."""
    with transaction.atomic():
        place = to_write(actor, place_key)
        if place.kind != PlaceKind.ITINERARY:
            raise BadInput(
                Fault("", _("Ce lieu ne se déplace pas."), _("Dites d’abord dans la fiche que c’est un itinéraire."))
            )
        kept = _whole(checked(values))
        kept.setdefault("order", place.stops.count() + 1)
        return _write(actor, place, f"stop:{uuid4()}", kept, "stop.add")


def edit(
    actor: User, place_key: UUID | str, stop_key: UUID | str, values: dict[str, Any], version: str = ""
) -> Place | Proposal:
    """Change a stop; `version` is the place's when it was read."""
    with transaction.atomic():
        place = to_write(actor, place_key)
        part = _known(place, stop_key)
        kept = joined(place, _whole(checked(values)), version, part)
        return _write(actor, place, f"stop:{part.key}", kept, "stop.edit")


def remove(actor: User, place_key: UUID | str, stop_key: UUID | str) -> Place | Proposal:
    """The service stops there no more."""
    with transaction.atomic():
        place = to_write(actor, place_key)
        return _write(actor, place, f"stop:{_known(place, stop_key).key}", None, "stop.remove")


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    """A stop says where and when."""
    faults = []
    if values.get("latitude") is None:
        faults.append(Fault("latitude", _("Un arrêt a un point sur la carte."), _("Donnez sa latitude.")))
    if not values.get("hours"):
        faults.append(Fault("hours", _("Un arrêt a des horaires."), _("Par exemple : Mo 18:00-19:30")))
    if faults:
        raise BadInput(*faults)
    return values


def _write(
    actor: User, place: Place, name: str, values: dict[str, Any] | None, action: str
) -> Place | Proposal:  # fmt: skip
    if awaits_review(actor, place):
        return propose(actor, place, {name: values})
    if settle(place, name, values, author=actor):
        journal(actor, action, place, stop=name.partition(":")[2])
    return place


def _known(place: Place, key: UUID | str) -> Stop:
    part = part_of(place, f"stop:{key}")
    if not isinstance(part, Stop):
        raise Http404
    return part
