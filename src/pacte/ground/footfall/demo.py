"""The demonstration's counters: some weeks of invented counts at the day centres and services of four partners."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.agenda.enums import SessionKind
from pacte.ground.agenda.models import Session
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.directory.models import Place, Service
from pacte.ground.partners.models import Organisation

from . import reads
from .enums import MEALS, CountKind
from .models import Correction, Count, Undo
from .rules import IMPLIED

HOMES = {
    "armee-du-salut": "site_manager", "casvp": "social_worker", "aux-captifs-la-liberation": "outreach_worker",
    "emmaus-solidarite": "", "ville-de-paris": "",
}  # fmt: skip
"""Whose places are counted, and the demonstration account that counts there."""

ALSO = ("family_day_centre", "shared_kitchen", "digital_help", "solidarity_restaurant", "locker", "culture")
"""What the first places may not do: one place more for each."""

PER_HOUR = {
    CountKind.VISIT: 9, CountKind.SHOWER: 4, CountKind.LAUNDRY: 2, CountKind.CARE: 1, CountKind.CHILD: 3,
    CountKind.PARENTING: 1, CountKind.CASEWORK: 3, CountKind.DIGITAL_HELP: 2, CountKind.DIGITAL_ACCESS: 2,
    CountKind.LOCKER: 3, CountKind.KITCHEN: 1, CountKind.CULTURE: 1,
}  # fmt: skip
HOURS, SOME_HOURS = tuple(range(9, 17)), (10, 15)
RECENT = 10
"""Days told hour by hour; before, the same people in two counts a day."""

SERVED = {CountKind.BREAKFAST: 9, CountKind.LUNCH: 12, CountKind.SNACK: 16, CountKind.DINNER: 19}
PORTIONS = 46


def load(plan: Plan) -> None:
    """Fill the weeks that are over and this morning. Loading again changes nothing."""
    draw = plan.random("footfall")
    weeks, most = (26, 12) if plan.size == Size.FULL else (8, 4)
    for slug, account in HOMES.items():
        worker = User.objects.filter(email__startswith=f"{account}@").first() if account else None
        for place in _places(slug, most):
            if not place.counts.exists():
                _fill(draw, place, plan.today, weeks, worker)
    _stops(draw)


def _stops(draw: random.Random) -> None:
    """Who came to the stops of the mobile town hall that are over, and what for."""
    over = Session.objects.filter(kind=SessionKind.MOBILE_STOP, ends_at__lte=timezone.now(), cancelled_at__isnull=True)
    rows = []
    over = over.filter(place__isnull=False, counts__isnull=True).select_related("place")
    for session in over.order_by("starts_at", "pk")[:200]:
        visits = draw.randint(6, 24)
        for kind, many in (
            (CountKind.VISIT, visits), (CountKind.CASEWORK, visits // 2), (CountKind.DIGITAL_HELP, visits // 3),
        ):  # fmt: skip
            key = UUID(int=draw.getrandbits(128), version=4)
            rows.append(
                Count(
                    client_id=key, place=session.place, session=session, kind=kind, quantity=many,
                    at=session.starts_at, day=timezone.localdate(session.starts_at),
                )
            )  # fmt: skip
    Count.objects.bulk_create(rows, batch_size=500)


def _places(slug: str, most: int) -> list[Place]:
    """The first places of a partner that count something; one of our making where the directory gives none."""
    home = Organisation.objects.filter(slug=slug).first()
    if home is None:
        return []
    held = Place.objects.filter(organisation=home, status="published", is_confidential=False, kind="fixed")
    found = list(held.filter(services__category__in=IMPLIED, services__is_active=True).distinct().order_by("pk")[:most])
    for category in ALSO:
        one = held.filter(services__category=category, services__is_active=True).order_by("pk").first()
        if one is not None and one not in found:
            found.append(one)
    return found or [_made(home)]


def _made(home: Organisation) -> Place:
    place, made = Place.objects.get_or_create(
        organisation=home, name="Accueil d’exemple, compteur", defaults={"status": "published"}
    )
    if made:
        Service.objects.bulk_create(Service(place=place, category=code) for code in ("day_centre", "shower"))
    return place


def _fill(draw: random.Random, place: Place, today: date, weeks: int, worker: User | None) -> None:
    kinds = reads.kinds_at(place)
    rows: list[Count] = []
    for back in range(weeks * 7, -1, -1):
        day = today - timedelta(days=back)
        if day.weekday() < 6:
            hours = HOURS if back < RECENT else SOME_HOURS
            who = worker if back < 60 else None
            rows += [row for kind in kinds for row in _day(draw, place, kind, day, who, hours=hours)]
    now = timezone.now()
    Count.objects.bulk_create([row for row in rows if row.at <= now], batch_size=500)
    undone = [row.client_id for row in rows if row.at <= now and draw.random() < 0.01]
    Undo.objects.bulk_create(Undo(client_id=key, undone_by=worker) for key in undone)
    yesterday = today - timedelta(days=1)
    if yesterday.weekday() < 6:
        Correction.objects.create(
            place=place, day=yesterday, kind=kinds[0], difference=draw.randint(1, 6), corrected_by=worker,
            reason="Feuille de papier tenue pendant une coupure",
        )  # fmt: skip


def _day(
    draw: random.Random, place: Place, kind: CountKind, day: date, worker: User | None, *, hours: tuple[int, ...]
) -> list[Count]:
    """One row per hour for what is counted all day, one per service for meals."""
    if kind in MEALS:
        moments = [(SERVED[kind], draw.randint(PORTIONS * 3 // 4, PORTIONS * 5 // 4))]
    else:
        most = 2 * PER_HOUR[kind] * len(HOURS) // len(hours)
        moments = [(hour, draw.randint(0, most)) for hour in hours]
    return [
        Count(
            client_id=UUID(int=draw.getrandbits(128), version=4), place=place, kind=kind, quantity=many, day=day,
            at=timezone.make_aware(datetime.combine(day, time(hour, draw.randint(0, 59)))), counted_by=worker,
        )
        for hour, many in moments if many
    ]  # fmt: skip
