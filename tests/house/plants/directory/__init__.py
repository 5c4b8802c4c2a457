"""Places in the test city: behind each placement, one with a service, a stop, a period and a refuge beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.directory.models import Place, ProtectedDetails, Service, SpecialPeriod, Stop
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from tests.house.city import City

PARTS = ("finding", "keeping", "exchange")
POINT = {"latitude": 48.85, "longitude": 2.35}


@dataclass
class Planted:
    """What stands behind one placement. A refuge has no territory: it is its organisation's, wherever it is."""

    place: Place
    service: Service
    period: SpecialPeriod
    itinerary: Place
    stop: Stop
    refuge: Place


def plant(city: City) -> None:
    """The places, then each part's offers."""
    planted = {
        Placement.OWN: _place(city.own, city.here),
        Placement.OTHER_TERRITORY: _place(city.own, city.there),
        Placement.OTHER_ORGANISATION: _place(city.other, city.here),
    }
    for part in PARTS:
        import_module(f"tests.house.plants.directory.{part}").offer(city, planted)


def _place(organisation: Organisation, area: Territory) -> Planted:
    common = {"organisation": organisation, "territory": area, "status": "published"}
    place = Place.objects.create(
        name="Un lieu", address="1 rue de l’Exemple", hours="Mo-Fr 09:00-12:00", **POINT, **common
    )
    service = Service.objects.create(place=place, category="shower")
    period = SpecialPeriod.objects.create(
        place=place, kind="closed", first_day=date(2030, 8, 1), last_day=date(2030, 8, 31)
    )
    itinerary = Place.objects.create(name="Un bus", kind="itinerary", **common)
    stop = Stop.objects.create(place=itinerary, name="Un arrêt", hours="Mo 10:00-12:00", territory=area, **POINT)
    refuge = Place.objects.create(organisation=organisation, name="Un refuge", is_confidential=True, status="published")
    ProtectedDetails.objects.create(
        place=refuge, sealed_address=seal("9 rue Cachée"), sealed_telephone=seal("01 00 00 00 00")
    )
    return Planted(place, service, period, itinerary, stop, refuge)
