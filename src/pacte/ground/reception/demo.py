"""The demonstration's front desks: three, with some weeks of invented visits, and a morning under way."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.partners.models import Site
from pacte.ground.people.enums import Language
from pacte.ground.territory.models import Territory

from .enums import Reason, VisitOutcome
from .models import Arrival, FrontDesk
from .rules import whole_weeks

DESKS = (
    ("casvp", "Espace social d’exemple, nord", "75118", "social_worker"),
    ("casvp", "Espace social d’exemple, est", "75120", "social_worker"),
    ("armee-du-salut", "Accueil d’exemple, centre", "75102", "site_manager"),
)
"""Organisation, place, arrondissement, whose demonstration account receives people there."""

REASONS = {
    Reason.RIGHTS: 22, Reason.HOUSING: 19, Reason.SHELTER: 9, Reason.APPOINTMENT: 15, Reason.PAPERS: 11,
    Reason.INFORMATION: 12, Reason.FOOD: 7, Reason.FAMILY: 6, Reason.HEALTH: 4, Reason.WORK: 4, Reason.OTHER: 3,
}  # fmt: skip
OUTCOMES = {
    VisitOutcome.INFORMED: 34, VisitOutcome.MET: 26, VisitOutcome.APPOINTMENT: 18, VisitOutcome.REFERRED: 13,
    VisitOutcome.LEFT: 7, VisitOutcome.EMERGENCY: 2,
}  # fmt: skip


def load(plan: Plan) -> None:
    """Open the desks, then fill the weeks that are over and today. Loading again changes nothing."""
    draw = plan.random("reception")
    for slug, name, code, account in DESKS:
        desk = _desk(slug, name, code)
        if desk is None or desk.arrivals.exists():
            continue
        worker = User.objects.filter(email__startswith=f"{account}@").first()
        visits: list[Arrival] = []
        for day in _days(plan):
            visits += _day(draw, desk, day, worker, 60 if plan.size == Size.FULL else 24)
        visits += _this_morning(draw, desk, plan.today, worker)
        Arrival.objects.bulk_create(visits, batch_size=500)


def _desk(slug: str, name: str, code: str) -> FrontDesk | None:
    from pacte.ground.partners.models import Organisation

    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    area = Territory.objects.filter(code=code).first()
    site, _made = Site.objects.get_or_create(organisation=organisation, name=name, defaults={"territory": area})
    return FrontDesk.objects.get_or_create(site=site, defaults={"opened_on": date(2016, 1, 4)})[0]


def _days(plan: Plan) -> list[date]:
    """The working days from the first Monday shown to yesterday."""
    first = whole_weeks(plan.today)[0]
    span = (plan.today - first).days
    return [day for back in range(span) if (day := first + timedelta(days=back)).weekday() < 5]


def _day(draw: random.Random, desk: FrontDesk, day: date, worker: User | None, about: int) -> list[Arrival]:
    opening = timezone.make_aware(datetime.combine(day, time(9)))
    moments = sorted(draw.randint(0, 7 * 60) for _visit in range(draw.randint(about * 3 // 4, about * 5 // 4)))
    visits = []
    for number, minutes in enumerate(moments, 1):
        arrived = opening + timedelta(minutes=minutes)
        outcome = draw.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        wait = min(95, int(draw.expovariate(1 / 17)))
        called = None if outcome == VisitOutcome.LEFT else arrived + timedelta(minutes=wait)
        ended = (called or arrived + timedelta(minutes=wait + 20)) + timedelta(minutes=draw.randint(3, 40))
        visits.append(
            Arrival(
                desk=desk, day=day, number=number, arrived_at=arrived, called_at=called, ended_at=ended,
                outcome=outcome, worker=worker if called else None, **_who(draw),
            )
        )  # fmt: skip
    return visits


def _this_morning(draw: random.Random, desk: FrontDesk, day: date, worker: User | None) -> list[Arrival]:
    """Some visits are over, one is under way, some wait: told back from now, so that the board is alive."""
    now = timezone.now()
    visits = []
    for number in range(1, 15):
        arrived = now - timedelta(minutes=(15 - number) * 9 + draw.randint(0, 5))
        is_over, is_received = number <= 8, number == 9
        called = arrived + timedelta(minutes=draw.randint(1, 14)) if is_over or is_received else None
        visits.append(
            Arrival(
                desk=desk, day=day, number=number, arrived_at=arrived, called_at=called,
                ended_at=called + timedelta(minutes=5) if is_over and called else None,
                outcome=VisitOutcome.INFORMED if is_over else "", worker=worker if called else None,
                is_urgent=number == 13, **_who(draw),
            )
        )  # fmt: skip
    return visits


def _who(draw: random.Random) -> dict[str, object]:
    speaks = draw.random() < 0.22
    return {
        "reason": draw.choices(list(REASONS), list(REASONS.values()))[0],
        "language": draw.choice(Language.values) if speaks else "",
        "adults": int(draw.random() < 0.15),
        "children": draw.choice([1, 2, 3]) if draw.random() < 0.18 else 0,
    }
