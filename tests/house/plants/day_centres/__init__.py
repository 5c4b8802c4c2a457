"""Day centres in the test city: behind each placement, a place with addresses, lockers and kits, and its people."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from pacte.ground.declarations.access import Placement
from pacte.ground.directory.models import Place, Service
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from tests.house.city import City

PARTS = ("mail", "lockers", "stock")


@dataclass
class Planted:
    """What stands behind one placement: the place, and two persons whom its organisation follows."""

    place: Place
    person: Person
    other: Person


def plant(city: City) -> None:
    """The places, then each part's rows and offers."""
    planted = {
        Placement.OWN: _place(city.own, city.here, "OWN"),
        Placement.OTHER_TERRITORY: _place(city.own, city.there, "AREA"),
        Placement.OTHER_ORGANISATION: _place(city.other, city.here, "ORG"),
    }
    for part in PARTS:
        import_module(f"tests.house.plants.day_centres.{part}").offer(city, planted)


def _place(organisation: Organisation, area: Territory, code: str) -> Planted:
    place = Place.objects.create(
        organisation=organisation, territory=area, status="published", name="Un accueil de jour",
        address="2 rue de l’Exemple", postal_code="75000", latitude=48.85, longitude=2.35,
    )  # fmt: skip
    for category in ("day_centre", "mail_address", "locker", "hygiene_kit"):
        Service.objects.create(place=place, category=category)
    persons = [Person.objects.get(pseudonym=f"TEST-{code}-{number}") for number in (1, 2)]
    return Planted(place, *persons)
