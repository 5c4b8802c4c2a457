"""The demonstration's mail addresses: of synthetic persons, at the places of those who follow them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from pacte.ground.declarations.demo import Plan
from pacte.ground.directory.enums import Category
from pacte.ground.directory.models import Place, Service
from pacte.ground.people.models import File

from ..enums.mail import MailKind
from ..models import CentrePolicy, MailAddress, MailNotice, MailTerm
from ..rules.terms import last_day

HOMES = {"casvp": 26, "aux-captifs-la-liberation": 16, "armee-du-salut": 8}
"""How many addresses each organisation keeps."""


def load(plan: Plan) -> None:
    """Addresses at every stage, and the mail of the last weeks. Loading again changes nothing."""
    if MailAddress.objects.exists():
        return
    draw = plan.random("day_centres.mail")
    for slug, many in HOMES.items():
        place = place_for(slug, Category.MAIL_ADDRESS)
        if place is None:
            continue
        files = File.objects.open().filter(
            organisation__slug=slug, person__restricted_since__isnull=True, person__anonymised_at__isnull=True,
            archived_at__isnull=True,
        )  # fmt: skip
        persons = list(dict.fromkeys(files.order_by("pk").values_list("person", flat=True)))[:many]
        for number, person in enumerate(persons, 1):
            _address(draw, plan.today, place, person, number)


def place_for(slug: str, category: str) -> Place | None:
    """The organisation's day centre that runs this service, or its first place that does."""
    own = Place.objects.published().filter(organisation__slug=slug, is_confidential=False)
    services = Service.objects.filter(place__in=set(own.values_list("pk", flat=True)))
    running = set(services.filter(category=category, is_active=True).values_list("place", flat=True))
    welcoming = set(services.filter(category=Category.DAY_CENTRE).values_list("place", flat=True))
    chosen = min(running & welcoming or running, default=None)
    return None if chosen is None else Place.objects.get(pk=chosen)


def _address(draw: random.Random, today: date, place: Place, person: int, number: int) -> None:
    if number % 9 == 0:
        MailAddress.objects.create(place=place, person_id=person, asked_on=today - timedelta(days=draw.randint(1, 9)))
        return
    months = CentrePolicy.current().mail_months
    starts = today - timedelta(days=draw.choice([20, 60, 120, 180, 240, 310, 345, 355, 370]))
    ends = last_day(starts, months)
    seen = max(starts, today - timedelta(days=draw.choice([0, 1, 2, 5, 9, 14, 30, 110])))
    address = MailAddress.objects.create(
        place=place, person_id=person, box=number, asked_on=starts - timedelta(days=6), starts_on=starts, ends_on=ends,
        last_seen_on=seen, wants_messages=draw.random() < 0.3,
    )  # fmt: skip
    _terms(draw, address)
    for _week in range(draw.randint(0, 5)):
        _mail(draw, today, address, seen)


def _terms(draw: random.Random, address: MailAddress) -> None:
    """The running term, after a first one for half of the addresses; some renewals came late."""
    starts, ends = address.starts_on, address.ends_on
    assert starts is not None and ends is not None
    number, before, decided = 1, None, starts
    if draw.random() < 0.5:
        late = draw.choice([0, 0, 0, 4])
        before, number = starts - timedelta(days=1 + late), 2
        first = before - timedelta(days=364)
        MailTerm.objects.create(
            address=address, place=address.place, starts_on=first, ends_on=before, decided_on=first, number=1
        )
        decided = starts if late else starts - timedelta(days=draw.randint(1, 25))
        MailAddress.objects.filter(pk=address.pk).update(asked_on=first - timedelta(days=6))
    MailTerm.objects.create(
        address=address, place=address.place, number=number, starts_on=starts, ends_on=ends, previous_end=before,
        decided_on=decided,
    )  # fmt: skip


def _mail(draw: random.Random, today: date, address: MailAddress, seen: date) -> None:
    received = today - timedelta(days=draw.randint(0, 45))
    kind = draw.choices([MailKind.LETTER, MailKind.REGISTERED, MailKind.PARCEL], [85, 10, 5])[0]
    MailNotice.objects.create(
        place=address.place, address=address, kind=kind, quantity=draw.choice([1, 1, 1, 2, 3]), received_on=received,
        handed_on=seen if received <= seen else None,
    )  # fmt: skip
