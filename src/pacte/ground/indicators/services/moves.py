"""A figure's way from draft to approved: submit, approve, return. Each move is checked against the state it finds."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import OPEN_TO_CONTRIBUTOR, MeasurementStatus
from ..models import Measurement
from ..permissions import require_contribution, require_steering
from .measurements import _lock, _refuse, _write, faults_in, proposal_of

AWAITING = frozenset({MeasurementStatus.SUBMITTED})


def submit(actor: User, measurement: Measurement) -> Measurement:
    """Hand a draft, or a returned figure once mended, to the pact's team."""
    require_contribution(actor, measurement.contributor, measurement.territory)
    with transaction.atomic():
        locked = _found_in(measurement, OPEN_TO_CONTRIBUTOR)
        _refuse(faults_in(proposal_of(locked, {}), locked.definition, locked.territory))
        return _move(actor, locked, MeasurementStatus.SUBMITTED, "measurement.submit")


def approve(actor: User, measurement: Measurement) -> Measurement:
    """Approve a submitted figure: from now on only a revision may change it."""
    require_steering(actor)
    with transaction.atomic():
        locked = _found_in(measurement, AWAITING)
        _refuse(faults_in(proposal_of(locked, {}), locked.definition, locked.territory))
        locked.approved_by, locked.approved_at, locked.review_note = actor, timezone.now(), ""
        return _move(actor, locked, MeasurementStatus.APPROVED, "measurement.approve")


def return_(actor: User, measurement: Measurement, reason: str) -> Measurement:
    """Send a submitted figure back to its contributor, saying what to mend."""
    require_steering(actor)
    if not reason.strip():
        raise BadInput(Fault("reason", _("Le motif manque."), _("Dites ce qu’il faut reprendre.")))
    with transaction.atomic():
        locked = _found_in(measurement, AWAITING)
        locked.review_note = reason.strip()
        return _move(actor, locked, MeasurementStatus.RETURNED, "measurement.return")


def _found_in(measurement: Measurement, states: Collection[MeasurementStatus]) -> Measurement:
    locked = _lock(measurement)
    if locked.status not in states:
        raise BadInput(
            Fault(
                "",
                _("Ce chiffre est maintenant : %(state)s.") % {"state": locked.get_status_display()},
                _("Rechargez la page."),
            )
        )
    return locked


def _move(actor: User, measurement: Measurement, state: MeasurementStatus, action: str) -> Measurement:
    measurement.status = state
    measurement.save(update_fields=["status", "approved_by", "approved_at", "review_note"])
    _write(actor, action, measurement)
    return measurement
