"""Two invented weeks: who asked, who had a place and who had none, who slept where; and stays that go on tonight."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size

from ..enums.requests import CallOutcome, ShelterRequestState
from ..enums.stays import PlacementState
from ..models import Call, HeldUnit, Lot, LotNight, PriorityGrid, RequestMember, ShelterPlacement, ShelterRequest
from ..reads.availability import available
from ..rules.allocation.compatibility import broken
from ..rules.allocation.problem import Lot as FreeLot
from ..rules.allocation.problem import Member, Party
from ..rules.night import nights
from ..rules.requests import Someone, kind_of
from .households import household
from .nights import account, tonight_of

NIGHTS = 14
UNMET = {"no_place": 62, "composition": 12, "gender": 4, "step_free": 4, "animal": 5, "household_too_far": 5,
         "household_conditions": 3, "site_full": 2, "unreachable": 6, "no_show": 5}  # fmt: skip
SOURCES = ("call", "call", "call", "call", "call", "call", "outreach", "day_centre")
FAITHFUL = 14
"""Households that ask night after night under an identifier of their own, and wait."""


def load(plan: Plan) -> None:
    """Fill the nights that are over. Loading again changes nothing."""
    if ShelterRequest.objects.exists():
        return
    draw = plan.random("shelter.past")
    tonight = tonight_of(plan)
    regulator = account("regulator")
    many = 160 if plan.size == Size.FULL else 34
    _stays(draw, tonight, regulator)
    for night in nights(tonight - timedelta(days=NIGHTS), tonight - timedelta(days=1)):
        _night(draw, night, regulator, draw.randint(many - 6, many + 8))
        _slept(draw, night)


def at_evening(draw: random.Random, night: date) -> datetime:
    """A moment of the evening of this night."""
    return timezone.make_aware(datetime.combine(night, time(18))) + timedelta(minutes=draw.randint(0, 280))


def _night(draw: random.Random, night: date, regulator: User | None, many: int) -> None:
    grid = PriorityGrid.objects.in_force(night).first()
    asked = [household(draw) for _ in range(many)]
    requests = []
    for number, members in enumerate(asked, 1):
        waits = number <= FAITHFUL and (night.toordinal() + number) % 7 != 0
        unmet = waits or draw.random() < 0.42
        received = at_evening(draw, night)
        answered = received + timedelta(minutes=draw.choice([6, 14, 25, 48, 90, 140]))
        requests.append(ShelterRequest(
            night=night, number=number, state=ShelterRequestState.UNMET if unmet else ShelterRequestState.ARRIVED,
            kind=kind_of(members) or "", size=len(members), source=draw.choice(SOURCES),
            grid=grid, tier=draw.choice([1, 2, 2, 3, 3, 4, 4, 4]), external_id=f"EX-{number:04}" if waits else "",
            unmet_reason=draw.choices(list(UNMET), list(UNMET.values()))[0] if unmet else "",
            received_at=received, answered_at=answered, closed_at=answered + timedelta(hours=3),
        ))  # fmt: skip
    made = ShelterRequest.objects.bulk_create(requests)
    RequestMember.objects.bulk_create(
        RequestMember(request=request, position=position, age=each.age, gender=each.gender)
        for request, members in zip(made, asked, strict=True)
        for position, each in enumerate(members)
    )
    _calls(draw, night, made, regulator)


def _calls(draw: random.Random, night: date, made: list[ShelterRequest], regulator: User | None) -> None:
    calls = []
    for request in made:
        if request.source == "call":
            repeats = draw.choice([0, 0, 0, 1, 1, 2])
            outcomes = [CallOutcome.REQUEST] + [CallOutcome.SAME_REQUEST] * repeats
            calls += [(request, outcome, request.received_at) for outcome in outcomes]
    others = [CallOutcome.INFORMATION] * 9 + [CallOutcome.UNANSWERED] * 22 + [CallOutcome.INTERRUPTED] * 4
    rows = [*calls, *((None, outcome, at_evening(draw, night)) for outcome in others)]
    Call.objects.bulk_create(
        Call(
            night=night, at=at, outcome=outcome, request=request, taken_by=regulator,
            seconds_waited=draw.choice([20, 75, 190, 420, 900]),
        )
        for request, outcome, at in rows
    )  # fmt: skip


def _slept(draw: random.Random, night: date) -> None:
    """Presence of each lot, but for the one that forgot that morning."""
    lots = list(Lot.objects.select_related("site").order_by("pk"))
    tonight = available(night, lots)
    forgot = draw.choice(lots).pk if lots else None
    rows = []
    for lot in lots:
        found = tonight[lot.pk]
        places = found.capacity * lot.unit_places
        slept = int((found.capacity - found.closed) * lot.unit_places * draw.uniform(0.82, 1))
        counts = {} if lot.pk == forgot else _split(lot, slept) | {
            "counted_at": timezone.make_aware(datetime.combine(night + timedelta(days=1), time(8, 30)))
        }  # fmt: skip
        cost = lot.nightly_cost * (found.capacity - found.closed) if lot.nightly_cost is not None else None
        rows.append(LotNight(
            lot=lot, night=night, capacity=found.capacity, places=places, closed=found.closed, cost=cost,
            declared_free=draw.randint(0, 3), attributed=found.held,
            frozen_at=timezone.make_aware(datetime.combine(night + timedelta(days=1), time(12))), **counts,
        ))  # fmt: skip
    LotNight.objects.bulk_create(rows)


def _split(lot: Lot, slept: int) -> dict[str, int]:
    match lot.audience:
        case "women":
            return {"women": slept, "men": 0, "children": 0, "others": 0}
        case "men":
            return {"women": 0, "men": slept, "children": 0, "others": 0}
        case "families" | "women_with_children":
            children = slept * 3 // 5
            return {"women": slept - children, "men": 0, "children": children, "others": 0}
        case _:
            return {"women": slept // 4, "men": slept - slept // 4, "children": 0, "others": 0}


def _stays(draw: random.Random, tonight: date, regulator: User | None) -> None:
    """Households that are already in lots where stays last: nine units in ten, for some nights, tonight included."""
    first = tonight - timedelta(days=NIGHTS + 1)
    grid = PriorityGrid.objects.in_force(first).first()
    number = 0
    for lot in Lot.objects.filter(lasts=True, in_rounds=True).order_by("pk"):
        found = available(tonight, [lot])[lot.pk]
        for position in range(1, int((found.capacity - found.closed) * 0.96) + 1):
            members = _fitting(draw, lot)
            if members is None:
                continue
            number += 1
            _stay(lot, position, members, first, tonight, number=number, grid=grid, regulator=regulator)


def _fitting(draw: random.Random, lot: Lot) -> tuple[Someone, ...] | None:
    """A household that the lot may take, drawn until one fits; none when the draw has no luck."""
    free = FreeLot(
        key="lot", site="site", kind=lot.kind, units=1, unit_places=lot.unit_places, audience=lot.audience,
        min_age=lot.min_age, max_age=lot.max_age, step_free=lot.step_free, accepts_animals=lot.accepts_animals,
    )  # fmt: skip
    for _ in range(40):
        members = household(draw)
        party = Party(key="party", members=tuple(Member(each.age, each.gender) for each in members), tier=1)
        if not broken(party, free):
            return members
    return None


def _stay(
    lot: Lot, position: int, members: tuple[Someone, ...], first: date, tonight: date, *, number: int,
    grid: PriorityGrid | None, regulator: User | None,
) -> None:  # fmt: skip
    asked_at = timezone.make_aware(datetime.combine(first, time(19)))
    request = ShelterRequest.objects.create(
        night=first, number=number, state=ShelterRequestState.ARRIVED, kind=kind_of(members) or "", size=len(members),
        grid=grid, tier=2, received_at=asked_at, answered_at=asked_at + timedelta(minutes=20),
    )  # fmt: skip
    RequestMember.objects.bulk_create(
        RequestMember(request=request, position=place, age=each.age, gender=each.gender)
        for place, each in enumerate(members)
    )
    placement = ShelterPlacement.objects.create(
        request=request, lot=lot, members=list(range(len(members))), persons=len(members), first_night=first,
        state=PlacementState.PRESENT, origin="round", placed_at=asked_at, placed_by=regulator,
        arrived_at=asked_at + timedelta(hours=2),
    )  # fmt: skip
    HeldUnit.objects.bulk_create(
        HeldUnit(
            placement=placement, lot=lot, night=night, position=position,
            presence="present" if night < tonight else "",
        )
        for night in nights(first, tonight)
    )  # fmt: skip
