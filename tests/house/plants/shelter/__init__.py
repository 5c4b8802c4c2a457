"""The 115 in the test city: behind each placement a site with a lot, and the night's requests, which are the city's."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from pacte.ground.declarations.access import Placement
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from pacte.street.shelter.models import Lot, PriorityGrid, RequestMember, ShelterRequest, ShelterSite
from tests.house.city import City
from tests.street.shelter.making import asked, grid, lot, site

PARTS = ("stock", "requests", "priorities", "exchange", "rounds", "stays", "board", "buildings", "api")


@dataclass
class Planted:
    """What stands behind one placement: a site, its lot, a request of tonight by a person whom the place follows."""

    site: ShelterSite
    lot: Lot
    request: ShelterRequest
    person: Person
    grid: PriorityGrid


def plant(city: City) -> None:
    """The sites and requests, then each part's rows and offers."""
    adopted = grid(version=1)
    planted = {
        Placement.OWN: _stand(city.own, city.here, "OWN", adopted),
        Placement.OTHER_TERRITORY: _stand(city.own, city.there, "AREA", adopted),
        Placement.OTHER_ORGANISATION: _stand(city.other, city.here, "ORG", adopted),
    }
    for part in PARTS:
        if find_spec(f"tests.house.plants.shelter.{part}"):
            import_module(f"tests.house.plants.shelter.{part}").offer(city, planted)


def _stand(home: Organisation, area: Territory, code: str, adopted: PriorityGrid) -> Planted:
    person = Person.objects.get(pseudonym=f"TEST-{code}-1")
    at = site(home, name="Un centre d’hébergement", territory=area)
    asking = asked((35, ""), territory=area, grid=adopted, tier_reason="tier-4", file=person.files.first())
    RequestMember.objects.filter(request=asking).update(person=person)
    return Planted(at, lot(at, 6, free=6), asking, person, adopted)
