"""Figures counted from the rows of the work itself: live, or kept as a measurement when an edition is frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.declarations.registry import declared
from pacte.ground.territory.models import Territory

from .. import reads
from ..enums import FigureKind, MeasurementStatus, Qualifier
from ..models import Definition, Indicator, Measurement
from ..permissions import require_steering
from ..rules.computed import Computed, Result

ORIGIN = "computed"


def computations(wanted: Iterable[str] | None = None) -> dict[str, Computed]:
    """Every computation that an installed room declares, or makes from what the city wrote, by its code.

    What the city wrote is read from the database only when one of the `wanted` codes is declared by no room.
    """
    found = {computed.code: computed for _room, rows in declared("indicators", "DECLARED") for computed in rows}
    if wanted is not None and set(wanted) <= found.keys():
        return found
    families = (family for _room, rows in declared("indicators", "FAMILIES") for family in rows)
    return found | {computed.code: computed for family in families for computed in family()}


def compute(code: str, on: date, territory: Territory | None = None) -> Result:
    """The value as the rows say it now for that day, with those rows. Raises BadInput on an unknown computation."""
    found = computations([code]).get(code)
    if found is None:
        raise BadInput(Fault("code", _("Aucun module ne déclare ce calcul."), _("Vérifiez la définition.")))
    return found.compute(on, territory)


def materialise(actor: User, indicator: Indicator, on: date, territory: Territory) -> Measurement:
    """Keep the computed value of that day as an approved measurement.

    Doing it again changes nothing while the value is the same; a value that moved becomes a revision.
    """
    from .measurements import _write

    require_steering(actor)
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        definition = _computed_definition(indicator, on)
        result = compute(definition.computed_by, on, territory)
        if not result.is_known:
            raise BadInput(Fault("indicator", _("Les fiches ne donnent pas encore cette valeur."), _("Attendez.")))
        value, until = result.value, result.until or on
        last = _last(definition, until, territory)
        if last is not None and (last.value, last.base) == (value, result.base):
            return last
        measurement = Measurement(
            definition=definition, territory=territory, period_end=until,
            period_start=result.since or _start(definition, on), base=result.base,
            kind=definition.kind, unit=definition.unit, qualifier=Qualifier.EXACT, value=value,
            source=definition.source, method=definition.method, contributor=indicator.owner, origin=ORIGIN,
            created_by=actor, status=MeasurementStatus.APPROVED, approved_by=actor, approved_at=timezone.now(),
            supersedes=last, revision=last.revision + 1 if last else 1,
            revision_reason=_("Les lignes d’où vient ce chiffre ont changé.") if last else "",
        )  # fmt: skip
        measurement.save()
        _write(actor, "measurement.compute", measurement)
    return measurement


def _computed_definition(indicator: Indicator, on: date) -> Definition:
    definition = reads.definition_of(indicator, on)
    if definition is None or not definition.computed_by:
        raise BadInput(Fault("indicator", _("Cet indicateur n’est pas calculé."), _("Donnez-en la valeur.")))
    return definition


def _last(definition: Definition, on: date, territory: Territory) -> Measurement | None:
    return (
        reads.current_measurements([definition.indicator.code], territory=territory)
        .filter(period_end=on, origin=ORIGIN)
        .first()
    )


def _start(definition: Definition, on: date) -> date | None:
    """A flow is counted over the year to that day; a stock has no start."""
    return date(on.year, 1, 1) if definition.kind == FigureKind.FLOW else None
