"""Judicial requisitions: recorded, decided by the officer, answered outside the platform."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Asked, Decision
from ..models import Requisition
from ..permissions import require_desk


def receive(
    actor: User, *, authority: str, reference: str, received_on: date, asks_for: str, scope: str
) -> Requisition:
    """Record a written requisition. Its scope is sealed, and searches nobody."""
    require_desk(actor)
    if received_on > timezone.localdate():
        raise BadInput(Fault("received_on", _("Ce jour n’est pas encore venu."), _("Vérifiez la date.")))
    with transaction.atomic():
        made = Requisition.objects.create(
            authority=authority, reference=reference, received_on=received_on, asks_for=asks_for,
            sealed_scope=seal(scope), recorded_by=actor,
        )  # fmt: skip
        record(actor, "requisition.receive", made.target, detail={"asks_for": asks_for})
    return made


def decide(actor: User, requisition: Requisition, *, decision: str, answer: str) -> None:
    """Note what was decided and answered, once. Where someone is, is never given: such a requisition is refused."""
    require_desk(actor)
    with transaction.atomic():
        locked = Requisition.objects.select_for_update().get(pk=requisition.pk)
        if locked.decided_on is not None:
            raise BadInput(Fault("", _("Cette réquisition a déjà sa réponse.")))
        if locked.asks_for == Asked.POSITION and decision != Decision.REFUSED:
            raise BadInput(
                Fault(
                    "decision", _("La plateforme ne donne jamais l’endroit où quelqu’un se trouve."),
                    _("Refusez, et adressez l’autorité au conseil juridique de la ville."),
                )
            )  # fmt: skip
        locked.decision, locked.sealed_answer = decision, seal(answer)
        locked.decided_on, locked.decided_by = timezone.localdate(), actor
        locked.save()
        record(actor, "requisition.decide", locked.target, detail={"decision": decision})
