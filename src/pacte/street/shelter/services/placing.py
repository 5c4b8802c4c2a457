"""The one way a household gets a place, and the one way it is given back.

Whoever asks (a round, an immediate danger, a direct offer), every hard rule is asked again under the lock of the site
and the lot; the database's own constraints are the last word, so that a unit is never given twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.allocation import HardRule
from ..enums.requests import OPEN_STATES, DangerReason, RequestEventKind, ShelterRequestState
from ..enums.stays import HOLDING_STATES, PlacementOrigin, PlacementState
from ..models import HeldUnit, Lot, ProposalLine, ShelterPlacement, ShelterRequest, ShelterSite
from ..permissions import keeps_site, regulates, require_regulation
from ..reads import problem as reads
from ..reads.availability import available
from ..reads.tonight import night_at
from ..rules.allocation.compatibility import broken, needed, tonight
from ..rules.allocation.policies import immediate
from ..rules.allocation.problem import Night, Party
from ..rules.free import indexes, lowest_free
from .events import happened, locked

OVER = (ShelterRequestState.UNMET, ShelterRequestState.HANDED_OVER, ShelterRequestState.CANCELLED)


class Taken(BadInput):
    """Somebody was faster: `by` a name to show, `by_id` the account of a colleague of the regulation, `at` when."""

    def __init__(self, what: str, by: str = "", at: datetime | None = None, by_id: int | None = None) -> None:
        self.by, self.at, self.by_id = by, at, by_id
        super().__init__(Fault("", what, _("Choisissez une autre place.")))


@dataclass(frozen=True)
class _Wish:
    """For whom and why: the members (positions in the request), the part, the origin and its reason."""

    origin: PlacementOrigin
    members: tuple[int, ...]
    part: int
    danger: str
    words: str
    last_night: date | None


def place(
    actor: User, request: ShelterRequest, lot: Lot, *, origin: str, members: Sequence[int] | None = None, part: int = 0,
    danger: str = "", words: str = "", last_night: date | None = None, line: ProposalLine | None = None,
) -> ShelterPlacement:  # fmt: skip
    """Give the household (or this part of it: positions in the request) units of the lot, from the request's night on.

    `last_night` is the last one it is given for; by default none where stays last, else the request's own night. Only
    that first night's units are taken here. Raises Refused for who has no right, Taken when somebody was faster,
    BadInput when the request is closed or a hard rule forbids it: what keeps people apart is never told from the rest.
    """
    came = PlacementOrigin(origin)
    _require(actor, lot, came)
    with transaction.atomic():
        asked = locked(request)
        site = ShelterSite.objects.select_for_update().get(pk=lot.site_id)
        chosen = Lot.objects.select_for_update().get(pk=lot.pk)
        chosen.site = site
        positions = list(asked.members.order_by("position").values_list("position", flat=True))
        wish = _Wish(came, tuple(positions if members is None else members), part, danger, words, last_night)
        _refuse_closed(asked, wish, positions)
        count = _units(asked, chosen, wish, positions)
        placed = _made(actor, asked, chosen, wish, count)
        if line is not None:
            line.placement = placed
            line.save(update_fields=["placement"])
        _tell(actor, asked, placed)
    return placed


def place_now(
    actor: User, request: ShelterRequest, danger: str, words: str = "", lot: Lot | None = None
) -> ShelterPlacement:
    """Immediate danger: the household is placed at once, whole, in this lot or in the best that can take it now.

    Raises BadInput without a reason, or when no free lot can take it; nothing was written then.
    """
    require_regulation(actor)
    if danger not in DangerReason.values:
        raise BadInput(Fault("danger", _("Dites quel est le danger."), _("Choisissez une raison dans la liste.")))
    wanted = [lot] if lot is not None else best_lots(request)
    if not wanted:
        raise BadInput(
            Fault("", _("Aucune place libre ne convient à ce ménage en ce moment."),
                  _("Appelez un site, ou ouvrez des places temporaires."))
        )  # fmt: skip
    for number, each in enumerate(wanted, start=1):
        try:
            return place(actor, request, each, origin=PlacementOrigin.IMMEDIATE, danger=danger, words=words)
        except Taken:
            if number == len(wanted):
                raise
    raise AssertionError("a list of lots is tried to its end")


def best_lots(request: ShelterRequest, members: Sequence[int] | None = None) -> list[Lot]:
    """Lots that can take this household (or these positions of it) now: its site, no bed lost, then the nearest.

    No reason is told for those that are not there.
    """
    positions = list(request.members.order_by("position").values_list("position", flat=True))
    if not positions or request.is_minor_alone:
        return []
    night = reads.problem_for(request.night, 0, [request])
    if members is not None and set(members) != set(positions):
        night = _only(night, indexes(positions, members))
    keys = immediate(night, str(request.key))
    found = {str(lot.key): lot for lot in Lot.objects.filter(key__in=keys).select_related("site__territory")}
    return [found[key] for key in keys]


def _only(night: Night, members: tuple[int, ...]) -> Night:
    """The night as if these members alone asked: the others have their place, or have none to have."""
    (party,) = night.parties
    return replace(night, parties=(replace(party, members=tuple(party.members[one] for one in members), parts=()),))


def release(
    actor: User | None, placement: ShelterPlacement, state: str, *, reason: str = "", keep_tonight: bool = False
) -> ShelterPlacement:
    """Free the units of a placement from tonight on (from tomorrow with `keep_tonight`), and say how it ends.

    `reason`: for a stay that ended, a code of `StayEnd`. Nights already slept stay as they were. The request's own
    state is the caller's. Raises BadInput when the placement holds nothing any more.
    """
    if state in HOLDING_STATES:
        raise ValueError(f"{state} holds its units")
    with transaction.atomic():
        held = ShelterPlacement.objects.select_for_update().get(pk=placement.pk)
        if held.state not in HOLDING_STATES:
            raise BadInput(Fault("", _("Cette place a déjà été libérée."), _("Rechargez la page.")))
        held.state, held.version = state, held.version + 1
        if state == PlacementState.ENDED:
            held.end, held.ended_at = reason, timezone.now()
        held.save()
        since = night_at()
        kept = held.held.filter(night__gt=since) if keep_tonight else held.held.filter(night__gte=since)
        freed, _rows = kept.delete()
        record(
            actor, f"shelter.release.{state}", held.target,
            detail={"units": freed} | ({"reason": reason} if reason else {}),
        )  # fmt: skip
    return held


def _require(actor: User, lot: Lot, origin: PlacementOrigin) -> None:
    """The regulation places anywhere; a site's own team takes somebody in on its own site."""
    if origin == PlacementOrigin.SITE and keeps_site(actor, lot.site):
        return
    require_regulation(actor)
    if not lot.in_rounds and origin != PlacementOrigin.SITE:
        raise BadInput(
            Fault("", _("Ce lot est attribué par son site."), _("Joignez le site, ou choisissez-en un autre."))
        )


def _refuse_closed(request: ShelterRequest, wish: _Wish, positions: Sequence[int]) -> None:
    """A request of the past, closed, without composition, or whose members already have a place."""
    if request.night < night_at():
        raise BadInput(Fault("", _("Cette demande est d’une nuit passée."), _("Ouvrez une demande pour cette nuit.")))
    if request.state in OVER:
        raise BadInput(Fault("", _("Cette demande est close."), _("Rouvrez-la, ou recevez une nouvelle demande.")))
    if request.is_minor_alone:
        raise BadInput(
            Fault("", _("Un mineur seul n’est jamais placé ici."),
                  _("Appelez l’astreinte de la protection de l’enfance."))
        )  # fmt: skip
    if not positions or not wish.members or len(indexes(positions, wish.members)) != len(set(wish.members)):
        raise BadInput(Fault("", _("La composition du ménage n’est pas connue."), _("Complétez la demande.")))
    held = ShelterPlacement.objects.filter(request=request, state__in=HOLDING_STATES).select_related("placed_by", "lot")
    for other in held:
        if other.part == wish.part or set(other.members) & set(wish.members):
            raise _already(other)
    if not held and request.state not in OPEN_STATES:
        raise BadInput(Fault("", _("Cette demande n’attend plus de place."), _("Rechargez la page.")))


def _already(other: ShelterPlacement) -> Taken:
    by, at = _who(other), date_format(timezone.localtime(other.placed_at), "H:i")
    return Taken(
        _("Ce ménage a déjà une place : %(by)s la lui a donnée à %(at)s.") % {"by": by, "at": at},
        by, other.placed_at, other.placed_by_id,
    )  # fmt: skip


def _who(placement: ShelterPlacement) -> str:
    """A colleague of the regulation by their name; a site's team, or an account that is gone, without one."""
    by = placement.placed_by
    if by is not None and regulates(by):
        return by.display_name
    return _("l’équipe du site") if placement.origin == PlacementOrigin.SITE else _("la régulation")


def _units(request: ShelterRequest, lot: Lot, wish: _Wish, positions: Sequence[int]) -> int:
    """How many units it takes, once no hard rule forbids it."""
    night = request.night
    party, offered = reads.party_of(request), reads.lot_of(lot, available(night, [lot])[lot.pk])
    members = indexes(positions, wish.members)
    _refuse_split(party, members)
    rules = broken(party, tonight(offered, reads.modes_of(night, [lot])), members)
    if HardRule.MINOR_ALONE in rules:
        raise BadInput(
            Fault("", _("Des mineurs ne sont jamais placés sans un adulte de leur ménage."),
                  _("Gardez le ménage ensemble, ou appelez l’astreinte de la protection de l’enfance."))
        )  # fmt: skip
    if HardRule.FULL in rules and HardRule.CLOSED not in rules:
        raise _full(lot, night)
    if rules:
        raise not_offered()
    return needed(party, offered, members)


def not_offered() -> BadInput:
    """The one sentence for every rule that keeps a household from a lot: none can be told from another."""
    return BadInput(Fault("", _("Ce lot ne peut pas être proposé à ce ménage."), _("Choisissez une autre place.")))


def _refuse_split(party: Party, members: tuple[int, ...]) -> None:
    """A household is split only as it agreed to."""
    if set(members) != set(range(party.size)) and set(members) not in [set(part) for part in party.parts]:
        raise BadInput(
            Fault("", _("Ce ménage n’a pas accepté d’être séparé ainsi."),
                  _("Notez d’abord son accord sur la demande."))
        )  # fmt: skip


def _full(lot: Lot, night: date) -> Taken:
    """No unit is left: who took the last one, and when; nobody, when the site has declared none."""
    held = HeldUnit.objects.filter(lot=lot, night=night).select_related("placement__placed_by")
    last = max((unit.placement for unit in held), key=lambda placed: (placed.placed_at, placed.pk), default=None)
    if last is None:
        return Taken(_("Ce lot n’a plus de place libre cette nuit."))
    by, at = _who(last), date_format(timezone.localtime(last.placed_at), "H:i")
    return Taken(
        _("Ce lot vient d’être pris : %(by)s a donné sa dernière place à %(at)s.") % {"by": by, "at": at},
        by, last.placed_at, last.placed_by_id,
    )  # fmt: skip


def _last(lot: Lot, night: date, wanted: date | None) -> date | None:
    if wanted is not None and wanted < night:
        raise BadInput(Fault("last_night", _("La dernière nuit vient avant la première."), _("Corrigez la date.")))
    return wanted if wanted is not None or lot.lasts else night


def _made(actor: User, request: ShelterRequest, lot: Lot, wish: _Wish, count: int) -> ShelterPlacement:
    """The placement and its units, together or not at all."""
    taken: Iterable[int] = HeldUnit.objects.filter(lot=lot, night=request.night).values_list("position", flat=True)
    numbers = lowest_free(taken, count)
    last_night = _last(lot, request.night, wish.last_night)
    try:
        with transaction.atomic():
            placed = ShelterPlacement.objects.create(
                request=request, part=wish.part, members=list(wish.members), lot=lot, units=count,
                persons=len(wish.members), first_night=request.night, last_night=last_night,
                origin=wish.origin,
                danger=wish.danger, sealed_reason=seal(wish.words) if wish.words else "", placed_by=actor,
            )  # fmt: skip
            HeldUnit.objects.bulk_create(
                HeldUnit(placement=placed, lot=lot, night=request.night, position=number) for number in numbers
            )
    except IntegrityError:
        raise _full(lot, request.night) from None
    return placed


def _tell(actor: User, request: ShelterRequest, placed: ShelterPlacement) -> None:
    """The request is answered; its event and the journal say so by codes."""
    request.state, request.version = ShelterRequestState.OFFERED, request.version + 1
    request.answered_at = request.answered_at or placed.placed_at
    if placed.danger and not request.danger:
        request.danger = placed.danger
    request.save(update_fields=["state", "version", "answered_at", "danger"])
    happened(request, RequestEventKind.OFFERED, actor, reason=placed.danger or placed.origin, lot=placed.lot)
    detail = {"lot": str(placed.lot.key), "origin": placed.origin, "units": placed.units}
    record(actor, "shelter.place", placed.target, detail=detail | ({"danger": placed.danger} if placed.danger else {}))
