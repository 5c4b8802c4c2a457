"""What the verbs of a stay share: who may, in which order rows are kept from others, where the request then stands."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.requests import RequestEventKind, ShelterRequestState, UnmetReason
from ..enums.stays import PlacementState
from ..models import Lot, ShelterPlacement, ShelterRequest, ShelterSite
from ..permissions import keeps_site, regulates, require_regulation
from ..reads.tonight import night_at
from .events import happened, locked
from .requests_standing import back_in_queue, close, told

AWAITED = (PlacementState.OFFERED, PlacementState.ACCEPTED, PlacementState.ON_THE_WAY)
"""A place is held and nobody is there yet."""


def require_hand(actor: User, placement: ShelterPlacement) -> None:
    """The regulation, and the team of the site itself, say what becomes of a stay."""
    if not regulates(actor) and not keeps_site(actor, placement.lot.site):
        require_regulation(actor)


def under_lock(placement: ShelterPlacement) -> ShelterPlacement:
    """The placement as it stands now, with its request, its site and its lot, kept from others in that order.

    Whoever places takes them in the same order: nobody waits for somebody who waits for them.
    """
    request = locked(ShelterRequest(pk=placement.request_id))
    lot = locked_lot(placement.lot_id)
    found = ShelterPlacement.objects.select_for_update().get(pk=placement.pk)
    found.request, found.lot = request, lot
    return found


def locked_lot(pk: int) -> Lot:
    """A lot with its site, the site first."""
    site = ShelterSite.objects.select_for_update().get(lots=pk)
    lot = Lot.objects.select_for_update().get(pk=pk)
    lot.site = site
    return lot


def require_state(placement: ShelterPlacement, *states: str) -> None:
    """Refuse with where the stay now stands: somebody else was faster, or the page was old."""
    if placement.state not in states:
        raise BadInput(
            Fault("", _("Ce séjour est maintenant : %(state)s.") % {"state": placement.get_state_display()},
                  _("Rechargez la page."))
        )  # fmt: skip


def moved(placement: ShelterPlacement, state: str) -> ShelterPlacement:
    """The placement in its new state."""
    placement.state, placement.version = state, placement.version + 1
    placement.save()
    return placement


def settle(request: ShelterRequest) -> None:
    """The request stands where its placements do: all there, all accepted, or still to answer."""
    states = set(ShelterPlacement.objects.holding().filter(request=request).values_list("state", flat=True))
    if not states:
        return
    if states == {PlacementState.PRESENT}:
        state = ShelterRequestState.ARRIVED
    elif PlacementState.OFFERED in states:
        state = ShelterRequestState.OFFERED
    else:
        state = ShelterRequestState.PLACED
    _stand(request, state)


def without_place(actor: User, request: ShelterRequest, reason: str, *, back: bool) -> bool:
    """The request lost its place: back to the queue while its night lasts, or not met. Answers whether it is back.

    Where another part of the household keeps a place, the request follows that part.
    """
    if ShelterPlacement.objects.holding().filter(request=request).exists():
        settle(request)
        return False
    held = locked(request)
    is_back = back and request.night == night_at()
    if is_back:
        back_in_queue(held)
    else:
        close(held, ShelterRequestState.UNMET, timezone.now(), UnmetReason(reason))
        happened(held, RequestEventKind.UNMET, actor, reason=reason)
    told(request, held)
    return is_back


def _stand(request: ShelterRequest, state: str) -> None:
    request.state, request.version = state, request.version + 1
    request.save(update_fields=["state", "version", "unmet_reason", "closed_at"])
