"""Calls to the line: each is counted, answered or not, whether a request follows or not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import permissions
from ..enums.requests import CallerKind, CallOutcome
from ..models import Call, ShelterRequest
from ..reads.tonight import night_at

LONGEST_WAIT = 24 * 3600
WITH_REQUEST = (CallOutcome.REQUEST, CallOutcome.SAME_REQUEST)
"""Outcomes that are about a request."""


def note(
    actor: User,
    caller: str,
    outcome: str,
    *,
    request: ShelterRequest | None = None,
    seconds_waited: int | None = None,
    at: datetime | None = None,
) -> Call:
    """Note a call, now by default. Nothing of the caller is kept but the kind.

    Raises Refused for whoever does not regulate, BadInput for a kind, an outcome, a time or a wait that cannot be.
    """
    permissions.require_regulation(actor)
    moment = at or timezone.now()
    _check(caller, outcome, seconds_waited, moment)
    with transaction.atomic():
        call = Call.objects.create(
            night=night_at(moment), at=moment, caller=caller, outcome=outcome, seconds_waited=seconds_waited,
            request=request, taken_by=actor,
        )  # fmt: skip
        record(actor, "shelter.call", request.target if request else "", detail={"outcome": str(outcome)})
    return call


def _check(caller: str, outcome: str, waited: int | None, at: datetime) -> None:
    faults = []
    if caller not in CallerKind.values:
        faults.append(Fault("caller", _("Cet appelant n’est pas de la liste."), _("Choisissez dans la liste.")))
    if outcome not in CallOutcome.values:
        faults.append(Fault("outcome", _("Cette suite n’est pas de la liste."), _("Choisissez dans la liste.")))
    if waited is not None and not 0 <= waited <= LONGEST_WAIT:
        faults.append(Fault("seconds_waited", _("Cette attente ne convient pas."), _("Comptez-la en secondes.")))
    if at > timezone.now():
        faults.append(Fault("at", _("Cette heure est à venir."), _("Notez l’heure de l’appel reçu.")))
    if faults:
        raise BadInput(*faults)


def attach(call: Call, request: ShelterRequest, *, again: bool) -> None:
    """The call turns out to be about this request, in the caller's transaction."""
    call.request = request
    call.outcome = CallOutcome.SAME_REQUEST if again else CallOutcome.REQUEST
    call.save(update_fields=["request", "outcome"])
