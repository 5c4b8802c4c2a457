"""Invented sites and their lots, a few closures, three buildings of the city, what each site declares tonight."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..models import CityBuilding, Closure, ConversionStep, Lot, LotCapacity, ShelterSite, SiteAddress

SINCE = date(2016, 11, 1)


@dataclass(frozen=True)
class Shape:
    """A site to invent: whose, where (arrondissement, none for a refuge), what, and its lots."""

    home: str
    name: str
    kind: str
    area: str
    lots: tuple[dict[str, Any], ...]
    more: dict[str, Any]


def lot(name: str, units: int, audience: str = "anyone", *, rooms_of: int = 0, **more: Any) -> dict[str, Any]:
    """A lot to invent: beds, or rooms of so many places."""
    kind = {"kind": "room", "unit_places": rooms_of} if rooms_of else {"kind": more.pop("kind", "beds")}
    return {"name": name, "units": units, "audience": audience, **kind, **more}


SHAPES = (
    Shape("armee-du-salut", "Centre d’exemple Nord", "emergency", "75118", (
        lot("Dortoir hommes", 24, "men"), lot("Chambres doubles", 8, "couples", rooms_of=2, step_free=True),
        lot("Chambres avec animal", 4, "adults", rooms_of=1, accepts_animals=True),
    ), {}),
    Shape("armee-du-salut", "Halte pour femmes d’exemple, centre", "women_stop", "75104", (
        lot("Fauteuils", 35, "women", kind="chairs", lasts=False, step_free=True),
    ), {"scheme": "women_network"}),
    Shape("armee-du-salut", "Foyer d’exemple pour familles", "stabilisation", "75113", (
        lot("Chambres familiales", 14, "families", rooms_of=4),
        lot("Mères et enfants", 10, "women_with_children", rooms_of=3),
        lot("Plain-pied", 3, "families", rooms_of=4, step_free=True),
    ), {}),
    Shape("armee-du-salut", "Refuge d’exemple", "violence_refuge", "", (
        lot("Chambres", 6, "women_with_children", rooms_of=3), lot("Studios", 4, "women", rooms_of=1),
    ), {"is_confidential": True}),
    Shape("casvp", "Centre d’urgence d’exemple Est", "emergency", "75120", (
        lot("Dortoir selon la nuit", 12, "women_or_men", lasts=False), lot("Lits femmes", 16, "women"),
        lot("Chambres individuelles", 10, "adults", rooms_of=1, step_free=True),
    ), {}),
    Shape("casvp", "Halte de nuit d’exemple, gare", "night_stop", "75110", (
        lot("Fauteuils", 40, "adults", kind="chairs", lasts=False, accepts_animals=True),
    ), {"scheme": "night_stops"}),
    Shape("casvp", "Jeunes d’exemple, 18-25 ans", "reintegration", "75119", (
        lot("Chambres", 12, "adults", rooms_of=1, min_age=18, max_age=25),
    ), {}),
    Shape("associations", "Ancienne école d’exemple", "meanwhile", "75112", (
        lot("Salles de classe", 18, "families", rooms_of=4), lot("Lits hommes", 30, "men"),
    ), {"scheme": "city_buildings"}),
    Shape("associations", "Mise à l’abri des familles d’exemple", "family_refuge", "75111", (
        lot("Chambres pour la nuit", 16, "families", rooms_of=4, lasts=False),
    ), {"scheme": "family_refuges"}),
    Shape("associations", "Gymnase d’exemple", "winter", "75114", (
        lot("Lits de camp", 45, "men", lasts=False), lot("Lits de camp, femmes", 15, "women", lasts=False),
    ), {"scheme": "cold_plan", "cold_plan_level": 1}),
    Shape("associations", "Salle d’exemple en réserve", "winter", "75116", (
        lot("Lits de camp", 60, "adults", lasts=False),
    ), {"scheme": "cold_plan", "cold_plan_level": 2}),
    Shape("ville-de-paris", "Nuitées hôtelières d’exemple", "hotel", "75117", (
        lot("Chambres triples", 20, "families", rooms_of=3, nightly_cost=Decimal("52.00")),
        lot("Chambres de cinq", 8, "families", rooms_of=5, nightly_cost=Decimal("71.50")),
    ), {}),
    Shape("casvp", "Lits de soins d’exemple", "medical", "75115", (
        lot("Lits", 12, "adults", in_rounds=False),
    ), {}),
)  # fmt: skip


def load(plan: Plan) -> None:
    """Open the sites, close a few places, list the buildings. Loading again changes nothing."""
    if ShelterSite.objects.exists():
        return
    draw = plan.random("shelter.sites")
    homes = {home.slug: home for home in Organisation.objects.all()}
    areas = {area.code: area for area in Territory.objects.all()}
    for shape in SHAPES:
        if shape.home in homes:
            _site(draw, shape, homes[shape.home], areas.get(shape.area))
    _closures(plan)
    _buildings(plan, areas)


def _site(draw: random.Random, shape: Shape, home: Organisation, area: Territory | None) -> None:
    where: dict[str, Any] = {}
    if not shape.more.get("is_confidential"):
        where = {"territory": area, "address": f"{draw.randint(1, 90)} rue de l’Exemple", **_point(draw, area)}
    site = ShelterSite.objects.create(
        organisation=home, name=shape.name, kind=shape.kind, opens_on=SINCE, **where | shape.more
    )
    if site.is_confidential:
        SiteAddress.objects.create(
            site=site, sealed_address=seal("12 impasse de l’Exemple"), sealed_telephone=seal("01 00 00 00 12")
        )
    for described in shape.lots:
        values = dict(described)
        units = values.pop("units")
        made = Lot.objects.create(site=site, **values)
        LotCapacity.objects.create(lot=made, from_night=SINCE, units=units)


def _point(draw: random.Random, area: Territory | None) -> dict[str, float]:
    if area is None or area.west is None or area.east is None or area.south is None or area.north is None:
        return {}
    across, up = draw.uniform(0.35, 0.65), draw.uniform(0.35, 0.65)
    return {
        "longitude": round(area.west + across * (area.east - area.west), 5),
        "latitude": round(area.south + up * (area.north - area.south), 5),
    }


def _closures(plan: Plan) -> None:
    works = Lot.objects.filter(name="Salles de classe").first()
    pests = Lot.objects.filter(name="Lits femmes").first()
    for closed, units, reason, days in ((works, 3, "works", 20), (pests, 2, "pests", 4)):
        if closed is not None:
            Closure.objects.create(
                site=closed.site, lot=closed, units=units, reason=reason, from_night=plan.today - timedelta(days=6),
                until_night=plan.today + timedelta(days=days),
            )  # fmt: skip


def _buildings(plan: Plan, areas: dict[str, Territory]) -> None:
    described = (
        ("Ancienne école d’exemple", "75112", "Une école", "open", 90, -900, 150,
         ("visit", "agreement", "works", "opening")),
        ("Ancienne caserne d’exemple", "75116", "Une caserne", "converting", 120, -60, 800,
         ("visit", "agreement", "works")),
        ("Bureaux d’exemple", "75109", "Des bureaux", "spotted", 60, 45, 700, ()),
    )  # fmt: skip
    for name, area, former, stage, planned, first, last, done in described:
        building = CityBuilding.objects.create(
            name=name, territory=areas.get(area), former_use=former, next_use="Des logements", owner="Ville de Paris",
            stage=stage, places_planned=planned, free_from=plan.today + timedelta(days=first),
            free_until=plan.today + timedelta(days=last),
        )  # fmt: skip
        for number, kind in enumerate(done):
            day = plan.today + timedelta(days=min(first, -40) + 12 * number)
            ConversionStep.objects.create(building=building, kind=kind, planned_on=day, done_on=min(day, plan.today))
        ShelterSite.objects.filter(name=name).update(building=building)
