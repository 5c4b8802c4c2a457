"""A minor alone, or who says to be: never placed, never turned away. One way out, with three things written."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault

from .. import permissions
from ..enums.requests import LIVE_STATES, RequestEventKind, ShelterRequestState
from ..models import MinorPath, ShelterRequest
from . import requests_standing as standing
from .events import happened, locked

EARLIEST = timedelta(days=1)
"""How long before the request was received the duty may have been called."""
LONGEST = 160


def hand_over(
    actor: User, request: ShelterRequest, duty_contact: str, called_at: datetime, named_adult: str
) -> ShelterRequest:
    """Child protection takes charge: which duty was called, when, and the adult who is there for the minor.

    Raises BadInput, with each of the three that is missing or cannot be, and for a request that is not a minor's.
    """
    permissions.require_regulation(actor)
    contact, adult = duty_contact.strip(), named_adult.strip()
    with transaction.atomic():
        held = locked(request)
        _check(held, contact, called_at, adult)
        now = timezone.now()
        MinorPath.objects.update_or_create(
            request=held,
            defaults={
                "duty_contact": contact, "called_at": called_at, "sealed_named_adult": seal(adult),
                "handed_over_at": now, "noted_by": actor, "noted_at": now,
            },
        )  # fmt: skip
        standing.close(held, ShelterRequestState.HANDED_OVER, now)
        happened(held, RequestEventKind.HANDED_OVER, actor)
    return standing.told(request, held)


def _check(held: ShelterRequest, contact: str, called_at: datetime | None, adult: str) -> None:
    if not held.is_minor_alone:
        raise BadInput(Fault("", _("Cette demande n’est pas celle d’un mineur seul."), _("Rechargez la page.")))
    if held.state not in LIVE_STATES:
        raise BadInput(Fault("", _("Ce relais est déjà noté."), _("Rechargez la page.")))
    faults = []
    if not contact or len(contact) > LONGEST:
        faults.append(Fault("duty_contact", _("Dites quelle astreinte a été appelée."), _("Son service, son numéro.")))
    if called_at is None or called_at > timezone.now():
        faults.append(Fault("called_at", _("Dites l’heure de l’appel."), _("L’heure de l’appel déjà passé.")))
    elif called_at < held.received_at - EARLIEST:
        faults.append(Fault("called_at", _("Cet appel est trop ancien."), _("Appelez l’astreinte pour cette demande.")))
    if not adult:
        faults.append(Fault("named_adult", _("Dites qui prend le relais."), _("Le nom et la fonction de l’adulte.")))
    if faults:
        raise BadInput(*faults)
