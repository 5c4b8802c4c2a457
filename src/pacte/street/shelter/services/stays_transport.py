"""How a household gets to its place: what was asked for, when it left."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.stays import TransportKind
from ..models import ShelterPlacement, Transport
from ..permissions import require_regulation
from .stays_common import AWAITED, require_state, under_lock


def ask_transport(actor: User, placement: ShelterPlacement, kind: str) -> Transport:
    """Ask for a transport to the place, or change which; it is then on tonight's list.

    Raises Refused for whoever does not regulate, BadInput once the household is there or no longer awaited.
    """
    require_regulation(actor)
    if kind not in TransportKind.values:
        raise BadInput(Fault("kind", _("Ce transport n’existe pas."), _("Choisissez dans la liste.")))
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, *AWAITED)
        asked = {"kind": kind, "asked_at": timezone.now(), "asked_by": actor, "left_at": None}
        transport, _made = Transport.objects.update_or_create(placement=held, defaults=asked)
        record(actor, "shelter.transport", held.target, detail={"kind": kind})
    return transport
