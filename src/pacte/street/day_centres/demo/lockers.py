"""The demonstration's lockers: luggage rooms nearly full, loans near and past their term, a line of those who wait."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from pacte.ground.declarations.demo import Plan
from pacte.ground.directory.enums import Category
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File

from ..enums.lockers import LockerState
from ..models import CentrePolicy, Loan, Locker, LockerSet, Waiting
from ..rules.terms import last_day
from ..services.queue import offer_free
from .mail import place_for

ROOMS = {"armee-du-salut": 44, "aux-captifs-la-liberation": 27, "emmaus-solidarite": 60}
"""Lockers of each organisation's luggage room."""


def load(plan: Plan) -> None:
    """The lockers, their loans and the lines. Loading again changes nothing."""
    draw = plan.random("day_centres.lockers")
    partners = list(Organisation.objects.filter(slug__in=["casvp", *ROOMS], is_discreet=False).order_by("slug"))
    for slug, many in ROOMS.items():
        place = place_for(slug, Category.LOCKER)
        if place is None or LockerSet.objects.filter(place=place).exists():
            continue
        room = LockerSet.objects.create(place=place)
        Locker.objects.bulk_create(Locker(set=room, number=number) for number in range(1, many + 1))
        _lend(draw, plan, room, slug, partners)
        _line(draw, room, partners)
        offer_free(room)


def _lend(draw: random.Random, plan: Plan, room: LockerSet, slug: str, partners: list[Organisation]) -> None:
    files = File.objects.open().filter(organisation__slug=slug, person__restricted_since__isnull=True)
    free = files.exclude(person__in=Loan.objects.running().filter(person__isnull=False).values("person"))
    persons = list(dict.fromkeys(free.order_by("-pk").values_list("person", flat=True)))[:6]
    months = CentrePolicy.current().locker_months
    for locker in room.lockers.all():
        if locker.number % 17 == 0:
            Locker.objects.filter(pk=locker.pk).update(state=LockerState.OUT_OF_ORDER)
            continue
        if locker.number % 13 == 0 and slug != "armee-du-salut":
            continue
        starts = plan.today - timedelta(days=draw.choice([2, 9, 20, 33, 47, 58, 70, 78, 85, 88, 95, 112, 160]))
        ends, renewals = last_day(starts, months), 0
        if ends < plan.today and draw.random() < 0.6:
            ends, renewals = last_day(ends + timedelta(days=1), months), 1
        who = {"person_id": persons.pop()} if persons and locker.number % 5 == 0 else {"card": f"{locker.number:04}"}
        lent_at = timezone.make_aware(datetime.combine(starts, time(10)))
        Loan.objects.create(
            locker=locker, referred_by=draw.choice(partners), starts_on=starts, ends_on=ends, renewals=renewals,
            lent_at=lent_at, **who,
        )  # fmt: skip


def _line(draw: random.Random, room: LockerSet, partners: list[Organisation]) -> None:
    now = timezone.now()
    for number in range(1, draw.randint(6, 11)):
        asked = now - timedelta(days=40 - number * 3)
        Waiting.objects.create(
            set=room, number=number, card=f"A{number:03}", referred_by=draw.choice(partners), asked_at=asked
        )
