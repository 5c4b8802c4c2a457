"""The directory of the demonstration: more than three hundred places that do not exist, in every arrondissement."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..enums import MergerState, PeriodKind, PeriodReason, PlaceKind, PlaceStatus, Saturation
from ..models import (
    DirectoryPolicy,
    HeldLabel,
    NetworkLabel,
    Place,
    PremisesMerger,
    ProtectedDetails,
    Service,
    SpecialPeriod,
    Stop,
)
from ..services import recording
from .shapes import ITINERARIES, LABELS, REFUGES, SHAPES, STOPS, Shape

LANGUAGES = ("en", "ar", "es", "ps", "ro", "uk", "ru", "fa")


@dataclass(frozen=True)
class Town:
    """What the places are drawn from."""

    plan: Plan
    draw: random.Random
    homes: dict[str, Organisation]
    labels: dict[str, NetworkLabel]


def load(plan: Plan) -> None:
    """Lay out the places, what they do, what is unusual about them. Loading again changes nothing."""
    areas = list(
        Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT, west__isnull=False).order_by("order", "code")
    )
    if Place.objects.exists() or not areas:
        return
    draw = plan.random("directory")
    town = Town(plan, draw, {home.slug: home for home in Organisation.objects.all()}, _labels())
    DirectoryPolicy.objects.get_or_create(defaults={"is_moderated": False})
    turns = itertools.cycle(areas)
    for shape in SHAPES:
        for number in range(1, shape.count + 1):
            _place(town, shape, number, next(turns))
    _itineraries(town, areas)
    _refuges(town)
    _crowds(plan, draw)
    _mergers(plan, areas)


def _labels() -> dict[str, NetworkLabel]:
    return {
        code: NetworkLabel.objects.get_or_create(
            code=code, defaults={"name_fr": fr, "name_en": en, "name_ar": ar, "scheme": scheme}
        )[0]
        for code, (fr, en, ar, scheme) in LABELS.items()
    }


def _place(town: Town, shape: Shape, number: int, area: Territory) -> None:
    draw = town.draw
    values: dict[str, Any] = {
        "name": f"{shape.name} d’exemple n° {number}", "description": shape.description,
        "hours": shape.hours[number % len(shape.hours)], "status": PlaceStatus.PUBLISHED,
        "address": f"{draw.randint(1, 120)} rue de l’Exemple-{draw.randint(1, 60)}",
        "postal_code": f"75{area.code[-3:]}", "municipality": "Paris", "territory": area,
        "telephone": f"01 99 00 {number:02} {draw.randint(10, 99)}",
        "is_step_free": draw.choice([True, True, True, False, None]),
        "accepts_animals": draw.choice([True, False, False, None]),
        "languages": ["fr", *draw.sample(LANGUAGES, draw.choice([0, 1, 2, 3]))],
        "reviewed_on": town.plan.today - timedelta(days=draw.choice([10, 30, 60, 90, 120, 150, 250])),
        **_point(draw, area), **shape.values,
    }  # fmt: skip
    place = Place(organisation=town.homes[shape.by[number % len(shape.by)]])
    recording.apply(place, values, source="demonstration")
    for category, hours in shape.services.items():
        Service.objects.create(place=place, category=category, hours=hours, capacity=draw.choice([None, 20, 40, 80]))
    for category in shape.optional:
        if draw.random() < 0.35:
            Service.objects.create(place=place, category=category)
    recording.index(place)
    for code in shape.labels:
        HeldLabel.objects.create(place=place, label=town.labels[code], held_from=date(2017, 1, 1))
    if draw.random() < shape.closes_in_august:
        _august(town.plan, draw, place)


def _point(draw: random.Random, area: Territory) -> dict[str, float]:
    """Somewhere near the middle of the arrondissement's box: no address, since the outline is a drawing."""
    assert area.south is not None and area.north is not None and area.west is not None and area.east is not None
    return {
        "latitude": round((area.south + area.north) / 2 + draw.uniform(-0.25, 0.25) * (area.north - area.south), 5),
        "longitude": round((area.west + area.east) / 2 + draw.uniform(-0.25, 0.25) * (area.east - area.west), 5),
    }


def _august(plan: Plan, draw: random.Random, place: Place) -> None:
    """Closed for some weeks of the coming August, as its team announced."""
    year = plan.today.year + (plan.today.month > 8)
    first = date(year, 8, draw.choice([1, 1, 8]))
    SpecialPeriod.objects.create(
        place=place, kind=PeriodKind.CLOSED, reason=PeriodReason.HOLIDAYS, first_day=first,
        last_day=date(year, 8, draw.choice([21, 31, 31])), message="Nous fermons pendant l’été.",
    )  # fmt: skip


def _itineraries(town: Town, areas: list[Territory]) -> None:
    for name, by, services, hours in ITINERARIES:
        bus = Place(organisation=town.homes[by], kind=PlaceKind.ITINERARY)
        told = "Un bus qui va de quartier en quartier. Montez, nous sommes là pour vous."
        common = {
            "is_unconditional": True, "is_anonymous": True, "is_free": True, "status": PlaceStatus.PUBLISHED,
            "reviewed_on": town.plan.today - timedelta(days=20),
        }  # fmt: skip
        recording.apply(bus, {"name": name, "description": told, **common}, source="demonstration")
        for category in services:
            Service.objects.create(place=bus, category=category)
        for order, (stop, when) in enumerate(zip(STOPS, hours, strict=True), 1):
            area = town.draw.choice(areas)
            Stop.objects.create(
                place=bus, order=order, name=stop, hours=when, territory=area, **_point(town.draw, area)
            )


def _refuges(town: Town) -> None:
    """Confidential places: their own team's details are sealed, the public has their name and how to be referred."""
    for number, (name, by) in enumerate(REFUGES, 1):
        refuge = Place(organisation=town.homes[by], is_confidential=True)
        values = {
            "name": name, "description": "Mise à l’abri de femmes victimes de violences, avec leurs enfants.",
            "hours": "24/7", "needs_referral": True, "audiences": ["women", "violence"], "audience_rule": "only",
            "status": PlaceStatus.PUBLISHED, "reviewed_on": town.plan.today - timedelta(days=40),
        }  # fmt: skip
        recording.apply(refuge, values, source="demonstration")
        Service.objects.create(place=refuge, category="shelter")
        ProtectedDetails.objects.create(
            place=refuge,
            sealed_address=seal(f"{number} impasse Protégée-Exemple"),
            sealed_telephone=seal("01 99 99 99 99"),
        )


def _crowds(plan: Plan, draw: random.Random) -> None:
    """Today: some places say how full they are, a few are closed for the week."""
    from django.utils import timezone

    now = timezone.now()
    places = list(Place.objects.published().located().order_by("pk"))
    for place in draw.sample(places, 24):
        place.saturation = draw.choice(Saturation.values)
        place.saturation_at, place.saturation_until = now, now + timedelta(hours=4)
        place.save(update_fields=["saturation", "saturation_at", "saturation_until"])
    for place in draw.sample(places, 5):
        SpecialPeriod.objects.create(
            place=place, kind=PeriodKind.CLOSED, reason=PeriodReason.WORKS, first_day=plan.today - timedelta(days=2),
            last_day=plan.today + timedelta(days=5), message="Travaux : réouverture la semaine prochaine.",
        )  # fmt: skip


def _mergers(plan: Plan, areas: list[Territory]) -> None:
    """The one-stop services: some arrondissements have regrouped their premises, others will."""
    states = (MergerState.DONE, MergerState.DONE, MergerState.WORKS, MergerState.PLANNED)
    desks = Place.objects.filter(name__startswith="Service social").select_related("territory")
    into = {place.territory_id: place for place in desks}
    for number, area in enumerate(areas):
        state = states[number % len(states)]
        merger = PremisesMerger.objects.create(
            territory=area, title="Un seul guichet pour les services sociaux", into=into.get(area.pk), state=state,
            planned_on=date(plan.today.year, 3, 1), done_on=date(2019, 9, 2) if state == MergerState.DONE else None,
        )  # fmt: skip
        merger.merging.set(_former(area, number) if area.pk in into else [])


def _former(area: Territory, number: int) -> list[Place]:
    """Two premises that the one desk replaces: archived entries, which the public does not see."""
    home = Organisation.objects.get(slug="casvp")
    premises = []
    for letter in "AB":
        place = Place(organisation=home)
        values = {"name": f"Ancien service social d’exemple {number + 1}{letter}", "territory": area}
        recording.apply(place, values | {"status": PlaceStatus.ARCHIVED}, source="demonstration")
        premises.append(place)
    return premises
