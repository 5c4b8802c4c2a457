"""The night under way: what sites declared, one round already decided, households that still wait, a minor alone."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.people.models import File
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..enums.allocation import Policy, RoundLineState
from ..models import ColdPlanActivation, Declaration, DeclaredLot, ShelterRequest, ShelterSite
from ..reads.availability import available
from ..reads.priorities import to_state
from ..rules.night import NOON
from ..rules.requests import Asked, Someone
from ..services import calls, requests, rounds, rounds_computing, rounds_deciding, stays_answers
from .households import household
from .nights import account, tonight_of

SILENT = ("Centre d’urgence d’exemple Est",)
"""Sites whose team has not declared yet."""


def load(plan: Plan) -> None:
    """Declarations, requests, and those of the first hours decided. Loading again changes nothing."""
    night, regulator = tonight_of(plan), account("regulator")
    if regulator is None or ShelterRequest.objects.filter(night=night).exists():
        return
    draw = plan.random("shelter.tonight")
    _declare(night)
    areas = list(Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT, west__isnull=False).order_by("code"))
    early, late = (60, 60) if plan.size == Size.FULL else (22, 30)
    for number in range(early):
        _ask(draw, regulator, number, areas)
    _round(draw, regulator)
    for number in range(early, early + late):
        _ask(draw, regulator, number, areas)
    _special(regulator, areas)
    _spread(draw, night)


def _declare(night: date) -> None:
    """Each site but the silent ones says that all it has, and does not hold, is free."""
    level = ColdPlanActivation.objects.level_on(night)
    for site in ShelterSite.objects.open_on(night, level).exclude(name__in=SILENT).prefetch_related("lots"):
        lots = [lot for lot in site.lots.all() if lot.in_rounds]
        if not lots:
            continue
        found = available(night, lots)
        said = Declaration.objects.create(site=site, night=night, at=timezone.now())
        for lot in lots:
            has = found[lot.pk]
            free = max(0, has.capacity - has.closed - has.held)
            shown = free if lot.lasts else free // 4
            DeclaredLot.objects.create(declaration=said, lot=lot, free_units=shown, held_units=has.held)


def _round(draw: random.Random, regulator: User) -> None:
    """The first round of the evening: decided, most households have accepted, some have arrived."""
    opened = rounds.open_round(regulator).round
    rounds_computing.prepare(opened)
    rounds.choose(regulator, opened.key, Policy.OPTIMAL)
    lines = list(opened.lines.filter(state=RoundLineState.PROPOSED).order_by("pk"))
    rounds_deciding.confirm_many(regulator, [line.key for line in lines])
    for line in opened.lines.select_related("placement").filter(placement__isnull=False).order_by("pk"):
        assert line.placement is not None
        stays_answers.accept(regulator, line.placement, tell=False)
        if draw.random() < 0.5:
            stays_answers.arrived(regulator, line.placement)
    rounds.close_round(regulator, opened.key)


def _spread(draw: random.Random, night: date) -> None:
    """Requests came in over the last hours, in the order of their numbers."""
    asked = list(ShelterRequest.objects.filter(night=night).order_by("number"))
    now = timezone.now()
    minutes = sorted((draw.randint(2, 170) for _ in asked), reverse=True)
    for request, ago in zip(asked, minutes, strict=True):
        request.received_at = max(now - timedelta(minutes=ago), opening_of(night))
        if request.answered_at is not None:
            request.answered_at = max(
                request.answered_at, request.received_at + timedelta(minutes=draw.randint(1, ago))
            )
    ShelterRequest.objects.bulk_update(asked, ["received_at", "answered_at"])


def opening_of(night: date) -> datetime:
    """When a night begins."""
    return timezone.make_aware(datetime.combine(night, NOON))


def _ask(draw: random.Random, regulator: User, number: int, areas: list[Territory]) -> None:
    area = draw.choice(areas) if areas else None
    stated = [code for code, _words in to_state(tonight_night())]
    values = Asked(
        members=household(draw), territory=area, point=_middle(area),
        needs_step_free=draw.random() < 0.06, animals=int(draw.random() < 0.06),
        criteria=tuple(draw.sample(stated, 1)) if stated and draw.random() < 0.22 else (),
        external_id=f"EX-{number:04}" if 0 < number <= 12 else "",
    )  # fmt: skip
    call = calls.note(regulator, "household", "request", seconds_waited=draw.choice([20, 75, 190, 420]))
    request = requests.receive(regulator, values, call=call)
    if number % 9 != 0:
        requests.qualify(regulator, request, values)


def _special(regulator: User, areas: list[Territory]) -> None:
    """A minor alone, and a person whom the regulator's organisation follows."""
    area = areas[0] if areas else None
    requests.receive(regulator, Asked(members=(Someone(16, "man"),), territory=area))
    file = File.objects.open().filter(
        organisation__slug="ville-de-paris", person__restricted_since__isnull=True, workers__user=regulator
    ).order_by("pk").first()  # fmt: skip
    if file is not None:
        known = Someone(38, file.person.gender, person=file.person)
        values = Asked(members=(known,), file=file, territory=area)
        requests.qualify(regulator, requests.receive(regulator, values), values)


def tonight_night() -> date:
    """The night whose grid the criteria are of."""
    from ..reads.tonight import night_at

    return night_at()


def _middle(area: Territory | None) -> tuple[float, float] | None:
    if area is None or area.west is None or area.east is None or area.south is None or area.north is None:
        return None
    return (area.south + area.north) / 2, (area.west + area.east) / 2
