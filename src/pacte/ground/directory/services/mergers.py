"""Premises of social services that become one, arrondissement by arrondissement, kept by the directory's team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import MergerState
from ..models import Place, PremisesMerger
from ..permissions import require_editing


def create(actor: User, values: dict[str, Any]) -> PremisesMerger:
    """Plan a regrouping: its arrondissement, what it is about, the day it is planned for."""
    require_editing(actor)
    with transaction.atomic():
        merger = PremisesMerger()
        return _written(actor, merger, values, "merger.create")


def edit(actor: User, key: UUID | str, values: dict[str, Any]) -> PremisesMerger:
    """Say where a regrouping stands. `values` may hold `merging` and `into`, places of the directory.

    Done has its day and the place where all now is; another state has no such day.
    """
    require_editing(actor)
    with transaction.atomic():
        merger = PremisesMerger.objects.select_for_update(of=("self",)).filter(key=key).first()
        if merger is None:
            raise Http404
        return _written(actor, merger, values, "merger.edit")


def _written(actor: User, merger: PremisesMerger, values: dict[str, Any], action: str) -> PremisesMerger:
    kept = dict(values)
    merging: list[Place] | None = kept.pop("merging", None)
    for name, value in kept.items():
        setattr(merger, name, value)
    _refuse_faulty(merger, merging)
    merger.save()
    if merging is not None:
        merger.merging.set(merging)
    record(actor, action, f"directory.PremisesMerger:{merger.key}", detail={"state": str(merger.state)})
    return merger


def _refuse_faulty(merger: PremisesMerger, merging: list[Place] | None) -> None:
    faults = []
    is_done = merger.state == MergerState.DONE
    if is_done and merger.done_on is None:
        faults.append(Fault("done_on", _("Le jour où c’est fait manque."), _("Donnez-le.")))
    if not is_done and merger.done_on is not None:
        faults.append(
            Fault("done_on", _("Ce qui n’est pas réalisé n’a pas ce jour."), _("Videz-le, ou choisissez « Réalisé »."))
        )
    if any(place.is_confidential for place in [*(merging or ()), *filter(None, [merger.into])]):
        faults.append(
            Fault("merging", _("Un lieu confidentiel n’a pas d’arrondissement connu."), _("Retirez-le de la liste."))
        )
    if faults:
        raise BadInput(*faults)
