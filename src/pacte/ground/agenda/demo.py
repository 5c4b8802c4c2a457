"""The demonstration's agenda: some weeks of invented sessions around today, a training with certificates, tours."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.directory.enums import PlaceKind
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import FileWorker

from .enums import RegistrationMode, RegistrationState, SessionKind
from .models import Certificate, Registration, Series, Session, Tour
from .rules.recurrence import is_holiday
from .rules.slots import slots
from .services.tours import stands_of


@dataclass(frozen=True)
class Weekly:
    """What comes back each week: whose, what, on which weekday (0 is Monday), from when to when, for how many."""

    slug: str
    kind: str
    title: str
    weekday: int
    start: time
    end: time
    registration: str = RegistrationMode.FREE
    capacity: int | None = None
    slot: int = 0


FREE, BOTH, PRO = RegistrationMode.FREE, RegistrationMode.BOTH, RegistrationMode.PROFESSIONAL
WEEKLY = (
    Weekly("casvp", SessionKind.DROP_IN, "Permanence d’accès aux droits", 1, time(9), time(12), PRO, None, 30),
    Weekly("casvp", SessionKind.DROP_IN, "Aide aux démarches en ligne", 3, time(14), time(17), BOTH, None, 30),
    Weekly("casvp", SessionKind.INFORMATION, "Comprendre le logement social", 2, time(10), time(11, 30), BOTH, 12),
    Weekly("armee-du-salut", SessionKind.WORKSHOP, "Atelier couture et réparation", 0, time(14), time(16), FREE, 15),
    Weekly("armee-du-salut", SessionKind.CULTURE, "Chorale ouverte à tous", 2, time(18), time(20)),
    Weekly("armee-du-salut", SessionKind.CULTURE, "Cinéma du vendredi", 4, time(20), time(22), FREE, 80),
    Weekly("armee-du-salut", SessionKind.WORKSHOP, "Cuisine partagée", 5, time(10), time(13), BOTH, 6),
    Weekly("emmaus-solidarite", SessionKind.PARENTING, "Jeux parents-enfants", 2, time(15), time(17), FREE, 20),
    Weekly("aux-captifs-la-liberation", SessionKind.WORKSHOP, "Dessin et écriture", 3, time(15), time(17), BOTH, 10),
)
TRAINING = "Accompagner les démarches en ligne"
BACK, AHEAD = 4, 5
"""Weeks of sessions behind and ahead of today."""


def load(plan: Plan) -> None:
    """Fill the weeks, then the training, then the tours. Loading again changes nothing."""
    if Session.objects.exists():
        return
    draw = plan.random("agenda")
    homes = {home.slug: home for home in Organisation.objects.filter(is_active=True)}
    for weekly in WEEKLY:
        if weekly.slug in homes:
            _weeks(plan, draw, weekly, homes[weekly.slug])
    if "ville-de-paris" in homes:
        _trainings(plan, draw, homes["ville-de-paris"])
    _tours(plan, draw)
    _people(draw)


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


RIGHTS = ("rights_help", "social_support", "digital_help", "housing_advice")
OTHERS = ("culture", "day_centre", "shared_kitchen", "family_day_centre")


def _where(draw: random.Random, home: Organisation, kind: str) -> Place | None:
    """A place of the organisation that does something of the kind, else any of them."""
    places = Place.objects.published().filter(organisation=home, kind=PlaceKind.FIXED, is_confidential=False)
    does = RIGHTS if kind in {SessionKind.DROP_IN, SessionKind.INFORMATION, SessionKind.TRAINING} else OTHERS
    for rows in (places.filter(services__category__in=does).distinct(), places):
        if found := list(rows.select_related("territory").order_by("pk")[:30]):
            return draw.choice(found)
    return None


def _weeks(plan: Plan, draw: random.Random, weekly: Weekly, home: Organisation) -> None:
    place = _where(draw, home, weekly.kind)
    series = Series.objects.create(
        organisation=home, frequency="weekly", until=plan.today + timedelta(weeks=AHEAD), skips_holidays=True
    )
    monday = plan.today - timedelta(days=plan.today.weekday())
    weeks = (BACK, AHEAD) if plan.size == Size.DEMONSTRATION else (4 * BACK, 2 * AHEAD)
    for week in range(-weeks[0], weeks[1]):
        day = monday + timedelta(weeks=week, days=weekly.weekday)
        if not is_holiday(day):
            _session(draw, weekly, place, series, day)


def _session(draw: random.Random, weekly: Weekly, place: Place | None, series: Series, day: date) -> None:
    is_past = _at(day, weekly.end) < timezone.now()
    shared: dict[str, Any] = {
        "organisation": series.organisation, "place": place, "territory": place.territory if place else None,
        "place_words": "" if place else "Lieu d’exemple", "is_public": True, "title": weekly.title,
        "description": "Séance d’exemple, inventée pour la démonstration.",
    }  # fmt: skip
    registration = RegistrationMode.FREE if weekly.slot else weekly.registration
    made = Session.objects.create(
        kind=weekly.kind, series=series, starts_at=_at(day, weekly.start), ends_at=_at(day, weekly.end),
        capacity=weekly.capacity, registration=registration,
        anonymous_count=draw.randint(3, 14) if is_past and weekly.registration == FREE else None,
        **shared,
    )  # fmt: skip
    if weekly.slot:
        for first, last in slots(made.starts_at, made.ends_at, weekly.slot):
            Session.objects.create(
                kind=SessionKind.APPOINTMENT, within=made, starts_at=first, ends_at=last, capacity=1,
                registration=weekly.registration, **shared,
            )  # fmt: skip


def _trainings(plan: Plan, draw: random.Random, home: Organisation) -> None:
    """One that is over, with its certificates; one to come, full, with a waiting list."""
    agents = list(User.objects.filter(is_demonstration=True, is_active=True).order_by("pk")[:9])
    place = _where(draw, home, SessionKind.TRAINING)
    past, coming = (
        Session.objects.create(
            organisation=home, kind=SessionKind.TRAINING, title=TRAINING, place=place, capacity=6,
            description="Formation d’exemple : une matinée pour aider sans faire à la place.",
            territory=place.territory if place else None, place_words="" if place else "Salle d’exemple",
            registration=RegistrationMode.ACCOUNT, is_for_partners=True, is_public=True,
            starts_at=_at(day, time(9, 30)), ends_at=_at(day, time(12, 30)),
        )
        for day in (plan.today - timedelta(days=9), plan.today + timedelta(days=12))
    )  # fmt: skip
    numbers = count(1)
    for turn, agent in enumerate(agents[:6]):
        came = turn != 5
        state = RegistrationState.ATTENDED if came else RegistrationState.ABSENT
        _seat(past, agent, state)
        if came:
            Certificate.objects.create(
                number=f"{past.starts_at.year}-EXEM-{next(numbers):04d}", session=past, account=agent,
                holder_name=agent.display_name, title=past.title, organiser=home.name,
                day=timezone.localtime(past.starts_at).date(), minutes=180, issued_at=past.ends_at,
            )  # fmt: skip
    for turn, agent in enumerate(agents):
        _seat(coming, agent, RegistrationState.REGISTERED if turn < 6 else RegistrationState.WAITING)


def _seat(session: Session, agent: User, state: str) -> None:
    Registration.objects.create(
        session=session, account=agent, attendee_name=agent.display_name, registered_by=agent, state=state,
        at=session.starts_at - timedelta(days=20),
    )  # fmt: skip


def _tours(plan: Plan, draw: random.Random) -> None:
    """The mobile services' days around today: each stop at its hours."""
    rows = Place.objects.published().filter(kind=PlaceKind.ITINERARY, organisation__isnull=False)
    rows = rows.filter(services__category="rights_help").distinct()
    for place in rows.prefetch_related("stops__territory").order_by("pk")[:3]:
        for away in range(-8, 9):
            _tour(place, plan.today + timedelta(days=away))


def _tour(place: Place, day: date) -> None:
    stands = stands_of(place, day)
    if not stands or place.organisation is None:
        return
    tour = Tour.objects.create(place=place, organisation=place.organisation, day=day)
    for stop, span in stands:
        Session.objects.create(
            kind=SessionKind.MOBILE_STOP, title=place.name, description=place.description, tour=tour, stop=stop,
            organisation=place.organisation, place=place, territory=stop.territory, starts_at=span.start,
            ends_at=span.end,
            registration=RegistrationMode.FREE, is_public=True,
        )  # fmt: skip


def _people(draw: random.Random) -> None:
    """Some appointments, by the demonstration's social worker, for people whom they follow; never two at one hour."""
    worker = User.objects.filter(email__startswith="social_worker@").first()
    if worker is None:
        return
    held = FileWorker.objects.current().filter(user=worker, file__closed_on__isnull=True)
    files = [each.file for each in held.select_related("file__person", "file__organisation").order_by("pk")[:14]]
    modes = (RegistrationMode.PROFESSIONAL, RegistrationMode.BOTH)
    rows = Session.objects.filter(kind=SessionKind.APPOINTMENT, registration__in=modes, organisation__slug="casvp")
    pool = list(rows.order_by("starts_at", "pk"))
    now = timezone.now()
    chosen = draw.sample(pool, min(len(pool), 3 * len(files)))
    for number, session in enumerate(chosen):
        file = files[number % len(files)]
        is_past = session.ends_at < now
        came = RegistrationState.ATTENDED if draw.random() < 0.8 else RegistrationState.ABSENT
        Registration.objects.create(
            session=session, person=file.person, organisation=file.organisation, registered_by=worker,
            state=came if is_past else RegistrationState.REGISTERED, at=session.starts_at - timedelta(days=6),
        )  # fmt: skip
