"""From the place proposed to the household at the door: accepted, refused, on the way, arrived, not come.

A refusal is coded, the household's apart from the site's; none is a fault, none weighs on the next request.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.allocation import HardRule
from ..enums.requests import RequestEventKind, ShelterRequestState, UnmetReason
from ..enums.stays import PlacementState, Presence
from ..models import HeldUnit, ShelterPlacement, Transport
from ..permissions import require_regulation
from ..reads import problem
from ..reads.availability import available
from ..reads.tonight import night_at
from ..rules.allocation.compatibility import broken, tonight
from ..rules.free import indexes, lowest_free
from .events import happened
from .placing import not_offered, release
from .requests_refused import refused_by_household, refused_by_site
from .stays_common import AWAITED, moved, require_hand, require_state, settle, under_lock, without_place
from .stays_messages import tell_quietly
from .stays_nights import go_on


def accept(actor: User, placement: ShelterPlacement, *, tell: bool = True) -> ShelterPlacement:
    """The household takes the place. With `tell`, the address leaves by its way, unless it is one never to be written.

    Raises Refused for whoever does not regulate, BadInput when the place is no longer proposed.
    """
    require_regulation(actor)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.OFFERED)
        moved(held, PlacementState.ACCEPTED)
        happened(held.request, RequestEventKind.ACCEPTED, actor, lot=held.lot)
        settle(held.request)
        if tell:
            tell_quietly(held)
    return held


def decline(
    actor: User, placement: ShelterPlacement, reason: str, *, back: bool = True, words: str = ""
) -> ShelterPlacement:
    """The household refuses the place, for a coded reason: the units are free at once.

    `back`: the request waits again while the night lasts; otherwise it is closed as not met, for this reason. Raises
    Refused for whoever does not regulate, BadInput for another reason or a place that is no longer awaited.
    """
    require_regulation(actor)
    with transaction.atomic():
        held = _awaited(placement)
        refused_by_household(actor, held.request, held, reason, words)
        without_place(actor, held.request, reason, back=back)
        held.refresh_from_db(fields=["state"])
    return held


def refuse_by_site(
    actor: User, placement: ShelterPlacement, reason: str, *, back: bool = True, words: str = ""
) -> ShelterPlacement:
    """The site does not take the household, for a coded reason of its own. The request waits again.

    Only the regulation may close it as not met. Raises as `decline`.
    """
    require_hand(actor, placement)
    if not back:
        require_regulation(actor)
    with transaction.atomic():
        held = _awaited(placement)
        refused_by_site(actor, held.request, held, reason, words)
        without_place(actor, held.request, reason, back=back)
        held.refresh_from_db(fields=["state"])
    return held


def no_show(actor: User, placement: ShelterPlacement, *, back: bool = False) -> ShelterPlacement:
    """Nobody came: the units are free at once. The request is closed as not met, or waits again with `back`.

    Whoever comes all the same is received with `arrived`, as long as the place is free.
    """
    require_hand(actor, placement)
    with transaction.atomic():
        held = _awaited(placement)
        freed = release(actor, held, PlacementState.NO_SHOW)
        freed.request, freed.lot = held.request, held.lot
        happened(held.request, RequestEventKind.NO_SHOW, actor, lot=held.lot)
        without_place(actor, held.request, UnmetReason.NO_SHOW, back=back)
    return freed


def _awaited(placement: ShelterPlacement) -> ShelterPlacement:
    """The placement under lock, its household not there yet; a night already past was not slept."""
    held = under_lock(placement)
    require_state(held, *AWAITED)
    held.held.filter(night__lt=night_at()).update(presence=Presence.ABSENT)
    return held


def back_to_queue(actor: User, placement: ShelterPlacement) -> ShelterPlacement:
    """A household whose place was given back asks again, the same night. Raises BadInput once the night is over."""
    require_regulation(actor)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.NO_SHOW, PlacementState.DECLINED)
        if held.request.state != ShelterRequestState.UNMET or held.request.night != night_at():
            raise BadInput(
                Fault("", _("Cette demande ne peut plus revenir dans la file."), _("Prenez une nouvelle demande."))
            )
        without_place(actor, held.request, UnmetReason.NO_SHOW, back=True)
        happened(held.request, RequestEventKind.CHANGED, actor, reason="back")
    return held


def on_the_way(actor: User, placement: ShelterPlacement) -> ShelterPlacement:
    """The household has left for the site; whoever leaves has accepted."""
    require_hand(actor, placement)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.OFFERED, PlacementState.ACCEPTED)
        Transport.objects.filter(placement=held, left_at__isnull=True).update(left_at=timezone.now())
        moved(held, PlacementState.ON_THE_WAY)
        happened(held.request, RequestEventKind.ON_THE_WAY, actor, lot=held.lot)
        settle(held.request)
    return held


def arrived(actor: User, placement: ShelterPlacement) -> ShelterPlacement:
    """The household is there. Somebody noted as not come is received if the place is still free, this night.

    Raises Refused for whoever neither regulates nor keeps the site, BadInput when the place is given or the stay over.
    """
    require_hand(actor, placement)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, *AWAITED, PlacementState.NO_SHOW)
        if held.state == PlacementState.NO_SHOW:
            _take_again(held)
        held.arrived_at = timezone.now()
        moved(held, PlacementState.PRESENT)
        held.held.filter(night=held.first_night).update(presence=Presence.PRESENT)
        happened(held.request, RequestEventKind.ARRIVED, actor, lot=held.lot)
        settle(held.request)
        if held.first_night < night_at():
            go_on(held.lot, night_at())
    return held


def _take_again(placement: ShelterPlacement) -> None:
    """The units of a household that comes late: the same rules as for anybody, under the lock of the lot."""
    night, lot, request = night_at(), placement.lot, placement.request
    if placement.first_night != night or ShelterPlacement.objects.holding().filter(request=request).exists():
        raise BadInput(Fault("", _("Ce ménage ne peut plus être noté ici comme arrivé."), _("Appelez la régulation.")))
    offered = problem.lot_of(lot, available(night, [lot])[lot.pk])
    positions = list(request.members.order_by("position").values_list("position", flat=True))
    members = indexes(positions, placement.members)
    rules = broken(problem.party_of(request), tonight(offered, problem.modes_of(night, [lot])), members)
    if HardRule.FULL in rules:
        raise BadInput(Fault("", _("La place a été donnée entre-temps."), _("Appelez la régulation.")))
    if rules:
        raise not_offered()
    taken = HeldUnit.objects.filter(lot=lot, night=night).values_list("position", flat=True)
    HeldUnit.objects.bulk_create(
        HeldUnit(placement=placement, lot=lot, night=night, position=number)
        for number in lowest_free(taken, placement.units)
    )
    request.unmet_reason, request.closed_at = "", None
