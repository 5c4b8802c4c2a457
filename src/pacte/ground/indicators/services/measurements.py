"""Giving a figure, amending one not yet approved, correcting one that is. An approved value is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from .. import reads
from ..enums import OPEN_TO_CONTRIBUTOR, UNITS_OF_PEOPLE, CountingUnit, FigureKind, MeasurementStatus, Qualifier
from ..models import Definition, Measurement
from ..permissions import may_correct, may_steer, require_contribution
from ..rules.validation import Proposal, Sheet, faults_of

TYPED = tuple(field.name for field in fields(Proposal))
"""The fields of a measurement that someone gives."""


def record_measurement(
    actor: User,
    definition: Definition,
    territory: Territory,
    contributor: Organisation,
    proposal: Proposal,
    *,
    origin: str = "form",
) -> Measurement:
    """Give a figure, as a draft. Raises Refused without the right to speak for `contributor`, BadInput on faults."""
    require_contribution(actor, contributor, territory)
    with transaction.atomic():
        _refuse(faults_in(proposal, definition, territory))
        measurement = Measurement(
            definition=definition, territory=territory, contributor=contributor, origin=origin, created_by=actor,
            **asdict(proposal),
        )  # fmt: skip
        measurement.save()
        _write(actor, "measurement.record", measurement)
    return measurement


def amend(actor: User, measurement: Measurement, changes: Mapping[str, Any]) -> Measurement:
    """Change a figure that is still its contributor's: a draft, or one that was returned."""
    require_contribution(actor, measurement.contributor, measurement.territory)
    with transaction.atomic():
        locked = _lock(measurement)
        if locked.status not in OPEN_TO_CONTRIBUTOR:
            raise BadInput(
                Fault("", _("Ce chiffre n’est plus un brouillon."), _("Demandez une correction, avec un motif."))
            )
        proposal = proposal_of(locked, changes)
        _refuse(faults_in(proposal, locked.definition, locked.territory))
        for name in TYPED:
            setattr(locked, name, getattr(proposal, name))
        locked.save()
        _write(actor, "measurement.amend", locked)
    return locked


def correct(actor: User, measurement: Measurement, changes: Mapping[str, Any], reason: str) -> Measurement:
    """Replace an approved figure by a new revision, with a reason. The old one stays and says what it was.

    The revision waits for approval, unless the pact's team makes it. Raises BadInput when nothing changes, when a
    revision is already waiting, or when the figure is not approved.
    """
    if not may_correct(actor, measurement):
        raise Refused(_("Seules l’organisation qui a donné ce chiffre et l’équipe du Pacte peuvent le corriger."))
    with transaction.atomic():
        locked = _lock(measurement)
        proposal = proposal_of(locked, changes)
        _refuse([*_correctable(locked, proposal, reason), *faults_in(proposal, locked.definition, locked.territory)])
        steering = may_steer(actor)
        revision = Measurement(
            definition=locked.definition, territory=locked.territory, contributor=locked.contributor,
            supersedes=locked, revision=locked.revision + 1, revision_reason=reason.strip(), origin="correction",
            created_by=actor, status=MeasurementStatus.APPROVED if steering else MeasurementStatus.SUBMITTED,
            approved_by=actor if steering else None, approved_at=timezone.now() if steering else None,
            **asdict(proposal),
        )  # fmt: skip
        revision.save()
        _write(actor, "measurement.correct", revision, supersedes=locked.reference)
    return revision


def faults_in(proposal: Proposal, definition: Definition, territory: Territory) -> list[Fault]:
    """Every fault of a value proposed for this definition and territory, in the user's words; none when sound."""
    known = [
        Fault(name, _("Ce mot n’est pas connu."), _("Choisissez dans la liste."))
        for name, value, words in (
            ("unit", proposal.unit, CountingUnit), ("kind", proposal.kind, FigureKind),
            ("qualifier", proposal.qualifier, Qualifier),
        )
        if value not in words.values
    ]  # fmt: skip
    return known or faults_of(proposal, _sheet(proposal, definition, territory), _)


def proposal_of(measurement: Measurement, changes: Mapping[str, Any]) -> Proposal:
    """The measurement's own values with these changed; an unknown field is a programming error."""
    if unknown := changes.keys() - set(TYPED):
        raise TypeError(f"not fields of a measurement: {sorted(unknown)}")
    return Proposal(**{name: changes.get(name, getattr(measurement, name)) for name in TYPED})


def _sheet(proposal: Proposal, definition: Definition, territory: Territory) -> Sheet:
    """What the definition asks, with the total and the parts recorded for the same day and place."""
    indicator = definition.indicator
    same = reads.current_measurements(territory=territory).filter(
        unit=proposal.unit, period_start=proposal.period_start, period_end=proposal.period_end
    )
    totals = same.filter(definition__indicator=indicator.part_of_id) if indicator.part_of_id else same.none()
    total = totals.values_list("value", flat=True).first()
    parts = list(same.filter(definition__indicator__part_of=indicator.pk).values_list("value", flat=True))
    exact = proposal.unit in UNITS_OF_PEOPLE or proposal.unit != CountingUnit.PERCENT
    largest: Decimal | None = max(parts, default=None)
    return Sheet(
        definition.unit, definition.kind, str(CountingUnit(definition.unit).label), bool(definition.computed_by),
        total if exact else None, largest if exact else None,
    )  # fmt: skip


def _correctable(measurement: Measurement, proposal: Proposal, reason: str) -> list[Fault]:
    """What stands in the way of a correction, apart from the value itself."""
    faults = []
    if measurement.status != MeasurementStatus.APPROVED:
        faults.append(Fault("", _("Ce chiffre n’est pas validé."), _("Modifiez-le plutôt que de le corriger.")))
    if hasattr(measurement, "superseded_by"):
        faults.append(
            Fault("", _("Une autre révision de ce chiffre existe déjà."), _("Partez de la dernière révision."))
        )
    if not reason.strip():
        faults.append(Fault("reason", _("Le motif manque."), _("Dites pourquoi la valeur change.")))
    if all(getattr(proposal, name) == getattr(measurement, name) for name in TYPED):
        faults.append(Fault("value", _("Rien n’a changé."), _("Changez la valeur ou sa précision.")))
    return faults


def _lock(measurement: Measurement) -> Measurement:
    """The row as it is now, held until the end of the transaction."""
    return Measurement.objects.select_for_update(of=("self",)).select_related(*reads.RELATED).get(pk=measurement.pk)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise BadInput(*faults)


def _write(actor: User | None, action: str, measurement: Measurement, **detail: Any) -> None:
    record(
        actor, action, f"indicators.Measurement:{measurement.pk}",
        organisation=measurement.contributor.slug if measurement.contributor else "",
        detail={"reference": measurement.reference, "status": str(measurement.status), **detail},
    )  # fmt: skip
