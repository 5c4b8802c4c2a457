"""Choosing what a place counts, where its services do not say it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import rules
from ..enums import CountKind
from ..models import KindSwitch
from ..permissions import require_correcting
from .correcting import locked_place


def choose_kinds(actor: User, key: UUID, kinds: Iterable[str]) -> None:
    """From now on the place counts these. A counter that is put out keeps what it counted.

    Raises Refused for a role that keeps no place, Http404 for a place out of reach, BadInput when nothing is left.
    """
    require_correcting(actor)
    chosen = {kind for kind in kinds if kind in CountKind.values}
    if not chosen:
        raise BadInput(Fault("kinds", _("Gardez au moins un compteur."), _("Cochez-en un.")))
    with transaction.atomic():
        place = locked_place(actor, key)
        categories = place.services.filter(is_active=True).values_list("category", flat=True)
        implied = set(rules.kinds_of(categories, {}, CountKind.values))
        KindSwitch.objects.filter(place=place).delete()
        KindSwitch.objects.bulk_create(
            KindSwitch(place=place, kind=kind, is_on=kind in chosen) for kind in CountKind.values
            if (kind in chosen) != (kind in implied)
        )  # fmt: skip
        slug = place.organisation.slug if place.organisation else ""
        record(actor, "count.choose_kinds", place.target, organisation=slug, detail={"kinds": sorted(chosen)})
