"""Ending a visit, undoing a wrong end, and what a minor alone requires first."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import VisitOutcome
from ..models import Arrival
from ..rules import REOPEN_MINUTES
from .common import locked_arrival, note, refuse_ended


def end(actor: User, key: UUID | str, outcome: str) -> Arrival:
    """The visit is over, with what came of it. A minor's needs the duty contact, the call's time, the named adult.

    Whoever was never called was not seen: their visit ends as left, or passed to an emergency service.
    """
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        refuse_ended(arrival)
        if arrival.lacks:
            raise BadInput(
                Fault(
                    "",
                    _("Une personne mineure seule ne repart pas sans adulte."),
                    _("Notez d’abord la permanence appelée, l’heure de l’appel et l’adulte qui prend le relais."),
                )
            )
        if arrival.called_at is None and outcome not in {VisitOutcome.LEFT, VisitOutcome.EMERGENCY}:
            arrival.called_at, arrival.worker = timezone.now(), actor
        arrival.outcome, arrival.ended_at = outcome, timezone.now()
        arrival.save(update_fields=["called_at", "worker", "outcome", "ended_at"])
        note(actor, "arrival.end", arrival, outcome=outcome)
    return arrival


def reopen(actor: User, key: UUID | str) -> Arrival:
    """Undo an end that was a mistake, within some minutes."""
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        if arrival.ended_at is None:
            return arrival
        if not arrival.may_be_reopened:
            raise BadInput(
                Fault(
                    "",
                    _("Cette visite est terminée depuis plus de %(minutes)s minutes.") % {"minutes": REOPEN_MINUTES},
                    _("Si la personne revient, donnez-lui un nouveau numéro."),
                )
            )
        arrival.outcome, arrival.ended_at = "", None
        arrival.save(update_fields=["outcome", "ended_at"])
        note(actor, "arrival.reopen", arrival)
    return arrival


def note_duty(
    actor: User, key: UUID | str, *, duty_contact: str, duty_called_at: datetime, named_adult: str
) -> Arrival:
    """For a minor alone: which duty service was called, when, and the adult who takes over. All three, or nothing."""
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        refuse_ended(arrival)
        now = timezone.now()
        if duty_called_at > now:
            raise BadInput(Fault("duty_called_at", _("Cette heure est à venir."), _("Notez l’heure de l’appel passé.")))
        arrival.is_minor_alone = True
        arrival.duty_contact, arrival.named_adult = duty_contact.strip(), named_adult.strip()
        arrival.duty_called_at = duty_called_at
        if arrival.lacks:
            raise BadInput(
                Fault("", _("Il manque la permanence, l’heure de l’appel ou l’adulte."), _("Complétez-les."))
            )
        arrival.save(update_fields=["is_minor_alone", "sealed_duty_contact", "sealed_named_adult", "duty_called_at"])
        note(actor, "arrival.duty", arrival)
    return arrival
