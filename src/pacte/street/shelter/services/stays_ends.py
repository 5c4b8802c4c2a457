"""How a stay ends: with an orientation, unless nobody chose the end for the household."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.requests import RequestEventKind
from ..enums.stays import PlacementState, Presence, StayEnd
from ..models import ShelterPlacement
from ..reads.tonight import night_at
from ..rules.night import NOON
from ..rules.stays import LONGEST_WORDS, needs_orientation
from .events import happened
from .placing import release
from .stays_common import require_hand, require_state, under_lock


def end(actor: User, placement: ShelterPlacement, end: str, orientation: str = "") -> ShelterPlacement:
    """The stay ends, for this reason, with where the household goes. Before noon the night was slept and stays noted.

    Nobody is put out without an orientation (CASF, L345-2-3): without words, only an end that nobody decides for the
    household stands. Raises Refused for whoever neither regulates nor keeps the site, BadInput otherwise.
    """
    require_hand(actor, placement)
    said = orientation.strip()
    _check(end, said)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.PRESENT)
        is_slept = timezone.localtime().time() < NOON
        if is_slept:
            held.held.filter(night=night_at(), presence="").update(presence=Presence.PRESENT)
        ended = release(actor, held, PlacementState.ENDED, reason=end, keep_tonight=is_slept)
        ended.sealed_orientation = seal(said) if said else ""
        ended.save(update_fields=["sealed_orientation"])
        happened(held.request, RequestEventKind.ENDED, actor, reason=end, lot=held.lot)
        ended.request, ended.lot = held.request, held.lot
    return ended


def _check(end: str, orientation: str) -> None:
    if end not in StayEnd.values or end == StayEnd.NIGHT_OVER:
        raise BadInput(Fault("end", _("Cette fin n’est pas de la liste."), _("Choisissez dans la liste.")))
    if needs_orientation(end) and not orientation:
        raise BadInput(
            Fault("orientation", _("Personne ne sort sans orientation."),
                  _("Dites où va le ménage et qui l’y attend. S’il part de lui-même, choisissez « Départ du ménage »."))
        )  # fmt: skip
    if len(orientation) > LONGEST_WORDS:
        raise BadInput(
            Fault("orientation", _("Ce texte est trop long."),
                  _("Gardez %(count)s caractères au plus.") % {"count": LONGEST_WORDS})
        )  # fmt: skip
