"""Where a request stands and who may move it: shared by the verbs, in their own transaction and under their lock."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused

from ..enums.requests import LIVE_STATES, ShelterRequestState, UnmetReason
from ..models import ShelterRequest
from ..reads import requests as reads


def require_inside(actor: User, request: ShelterRequest) -> None:
    """Raise Refused when a restricted person is in the request and the actor is not among those who may see them."""
    if not reads.is_open_to(actor, request):
        raise Refused(_("Cette demande est complétée par les personnes qui suivent ce ménage."))


def require_closable(held: ShelterRequest) -> None:
    """Raise BadInput for a minor alone, a request that is closed, or one that holds a place."""
    if held.is_minor_alone:
        what = _("Un mineur seul n’est jamais renvoyé : cette demande reste ouverte.")
        remedy = _("Notez l’astreinte appelée, l’heure de l’appel et l’adulte qui prend le relais.")
        raise BadInput(Fault("", what, remedy))
    if held.state not in LIVE_STATES:
        raise BadInput(Fault("", _("Cette demande est déjà close."), _("Rechargez la page.")))
    if held.placements.holding().exists():
        what = _("Ce ménage a une place en ce moment.")
        raise BadInput(Fault("", what, _("Notez d’abord son refus, ou la fin de la place.")))


def back_in_queue(held: ShelterRequest) -> None:
    """The request, locked by the caller, waits for a place again."""
    held.state = ShelterRequestState.QUALIFIED if held.size else ShelterRequestState.RECEIVED
    held.closed_at, held.unmet_reason, held.version = None, "", held.version + 1
    held.save(update_fields=["state", "closed_at", "unmet_reason", "version"])


def close(held: ShelterRequest, state: ShelterRequestState, at: datetime, unmet_reason: str = "") -> None:
    """The request, locked by the caller, is over."""
    held.state, held.unmet_reason, held.closed_at = state, unmet_reason, at
    held.answered_at, held.version = held.answered_at or at, held.version + 1
    held.taken_by, held.taken_at = None, None
    held.save(update_fields=["state", "unmet_reason", "closed_at", "answered_at", "version", "taken_by", "taken_at"])


def told(request: ShelterRequest, held: ShelterRequest) -> ShelterRequest:
    """What the caller holds says what the database does."""
    request.state, request.unmet_reason, request.closed_at = held.state, held.unmet_reason, held.closed_at
    request.version = held.version
    return held


def check_unmet_reason(reason: str) -> None:
    """Raise BadInput unless the reason is of the list and is not the path of minors alone."""
    if reason not in UnmetReason.values or reason == UnmetReason.HANDED_OVER:
        raise BadInput(Fault("reason", _("Dites pourquoi."), _("Choisissez une raison de la liste.")))
