"""Night after night: a stay goes on without being asked for again, until an orientation (CASF, L345-2-3).

A stay that cannot go on (units closed, capacity lowered, last night past) is never dropped: nobody ends it here, and
`reads.stays.in_question` shows it to the regulation and to the site until somebody acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.requests import RequestEventKind
from ..enums.stays import PlacementState, Presence, StayEnd
from ..models import Declaration, DeclaredLot, HeldUnit, Lot, ShelterPlacement
from ..permissions import require_regulation
from ..reads import stays as reads
from ..reads.availability import available
from ..reads.tonight import night_at
from ..rules.stays import MOST_NIGHTS, fitting, next_units
from .events import happened
from .placing import release
from .stays_common import locked_lot, require_hand, require_state, under_lock


def continue_stays(now: datetime) -> int:
    """Hold the coming night for each stay that goes on, end the single nights that are over; how many of both.

    May run at any time and any number of times: a night that is held is not held again.
    """
    night = night_at(now)
    waiting = reads.to_go_on(night).values_list("lot", flat=True).distinct()
    kept = sum(go_on(lot, night) for lot in Lot.objects.filter(pk__in=waiting).order_by("pk"))
    over = reads.nights_over(night).order_by("pk")
    return kept + sum(_night_over(placement, night) for placement in over)


@transaction.atomic
def go_on(lot: Lot, night: date) -> int:
    """Hold this night for the stays of the lot that go on, the oldest first, as far as its open units reach.

    Answers how many stays now have the night. The unit is that of the night before when it stands free.
    """
    here = locked_lot(lot.pk)
    rows = list(reads.to_go_on(night).filter(lot=here).select_for_update(of=("self",)).order_by("arrived_at", "pk"))
    if not rows:
        return 0
    has = available(night, [here])[here.pk]
    going = set(fitting([(row.pk, row.units) for row in rows], has.capacity - has.closed - has.held))
    chosen = [row for row in rows if row.pk in going]
    before = _units_before(chosen, night)
    taken = set(HeldUnit.objects.filter(lot=here, night=night).values_list("position", flat=True))
    made: list[HeldUnit] = []
    for row in chosen:
        numbers = next_units(before[row.pk], taken, row.units, has.capacity)
        taken |= set(numbers)
        made += [HeldUnit(placement=row, lot=here, night=night, position=number) for number in numbers]
    HeldUnit.objects.bulk_create(made)
    _beside_what_was_declared(here, night, len(made))
    return len(chosen)


def _units_before(placements: Iterable[ShelterPlacement], night: date) -> dict[int, list[int]]:
    """The units that each of these had on its last night before this one."""
    nights: dict[int, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    held = HeldUnit.objects.filter(placement__in=[row.pk for row in placements], night__lt=night)
    recent = held.filter(night__gte=night - timedelta(days=MOST_NIGHTS))
    for placement, slept, position in recent.values_list("placement", "night", "position"):
        nights[placement][slept].append(position)
    return defaultdict(list, {row: found[max(found)] for row, found in nights.items()})


def _beside_what_was_declared(lot: Lot, night: date, units: int) -> None:
    """Whoever declared before noon was over counted free beds: those who stay are not in them."""
    last = Declaration.objects.filter(site=lot.site_id, night=night).order_by("-at", "-pk").first()
    if last is not None:
        DeclaredLot.objects.filter(declaration=last, lot=lot).update(held_units=F("held_units") + units)


def _night_over(placement: ShelterPlacement, night: date) -> int:
    """A single night is over: the household asks again for the coming one."""
    with transaction.atomic():
        held = under_lock(placement)
        if not reads.nights_over(night).filter(pk=held.pk).exists():
            return 0
        release(None, held, PlacementState.ENDED, reason=StayEnd.NIGHT_OVER)
        happened(held.request, RequestEventKind.ENDED, None, reason=StayEnd.NIGHT_OVER, lot=held.lot)
    return 1


def extend(actor: User, placement: ShelterPlacement, last_night: date | None) -> ShelterPlacement:
    """Give the stay more nights, until this last one, or until an orientation (None, where stays last).

    Raises Refused for whoever does not regulate, BadInput when the night is past, too far, or the lot has no unit left
    for tonight.
    """
    require_regulation(actor)
    night = night_at()
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.PRESENT)
        _check_last(held, last_night, night)
        held.last_night, held.version = last_night, held.version + 1
        held.save(update_fields=["last_night", "version"])
        go_on(held.lot, night)
        if not held.held.filter(night=night).exists():
            raise BadInput(
                Fault("", _("Ce lot n’a plus d’unité libre cette nuit pour ce ménage."),
                      _("Trouvez une autre place avant de finir ce séjour."))
            )  # fmt: skip
        happened(held.request, RequestEventKind.EXTENDED, actor, lot=held.lot)
        told = {"until": last_night.isoformat() if last_night else "orientation"}
        record(actor, "shelter.extend", held.target, detail=told)
    return held


def _check_last(placement: ShelterPlacement, last_night: date | None, night: date) -> None:
    if last_night is None:
        if not placement.lot.lasts:
            raise BadInput(
                Fault("last_night", _("Ici, une place est donnée nuit par nuit."), _("Dites jusqu’à quelle nuit."))
            )
        return
    if last_night < night:
        raise BadInput(Fault("last_night", _("Cette nuit est passée."), _("Choisissez une nuit à venir.")))
    if last_night > night + timedelta(days=MOST_NIGHTS):
        raise BadInput(
            Fault("last_night", _("Cette nuit est trop loin."),
                  _("Un séjour se prolonge de %(count)s nuits au plus à la fois.") % {"count": MOST_NIGHTS})
        )  # fmt: skip


def be_present(actor: User, placement: ShelterPlacement, presence: str) -> ShelterPlacement:
    """Whether somebody who stays here sleeps here tonight. One night away keeps the place.

    Raises Refused for whoever neither regulates nor keeps the site, BadInput when nobody stays or holds tonight.
    """
    require_hand(actor, placement)
    if presence not in Presence.values:
        raise BadInput(Fault("presence", _("Cette présence n’existe pas."), _("Choisissez dans la liste.")))
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.PRESENT)
        if not held.held.filter(night=night_at()).update(presence=presence):
            raise BadInput(
                Fault("", _("Ce séjour n’a pas d’unité cette nuit."), _("Appelez la régulation pour le prolonger."))
            )
        record(actor, f"shelter.presence.{presence}", held.target, organisation=held.lot.site.organisation.slug)
    return held


def all_present(actor: User, placements: Iterable[ShelterPlacement]) -> int:
    """Note as present whoever stays here and of whom nothing is said yet tonight; how many stays."""
    rows = list(placements)
    for row in rows:
        require_hand(actor, row)
    with transaction.atomic():
        there = ShelterPlacement.objects.filter(pk__in=[row.pk for row in rows], state=PlacementState.PRESENT)
        noted = HeldUnit.objects.filter(placement__in=there.values("pk"), night=night_at(), presence="")
        stays = noted.values("placement").distinct().count()
        noted.update(presence=Presence.PRESENT)
        for row in rows[:1]:
            record(actor, "shelter.presence.all", row.lot.site.target, detail={"stays": stays})
    return stays
