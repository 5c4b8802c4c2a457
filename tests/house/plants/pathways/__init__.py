"""Pathways in the test city: behind each placement a case of a file, and a signal at a desk."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from pacte.ground.declarations.access import Placement
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, SchemeVersion, Signal, TriageDesk
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from tests.ground.pathways.making import case, desk, scheme, signal
from tests.house.city import City

PARTS = ("cases", "schemes", "work", "signals")


@dataclass
class Planted:
    """What stands behind one placement: a case of a person whom the place follows, a desk and a signal there."""

    case: Case
    version: SchemeVersion
    person: Person
    desk: TriageDesk
    signal: Signal


def plant(city: City) -> None:
    """A case and a signal for each placement, then each part's rows and offers."""
    planted = {
        Placement.OWN: _stand(city.own, city.here, "OWN"),
        Placement.OTHER_TERRITORY: _stand(city.own, city.there, "AREA"),
        Placement.OTHER_ORGANISATION: _stand(city.other, city.here, "ORG"),
    }
    for part in PARTS:
        if find_spec(f"tests.house.plants.pathways.{part}"):
            import_module(f"tests.house.plants.pathways.{part}").offer(city, planted)


def _stand(home: Organisation, area: Territory, code: str) -> Planted:
    person = Person.objects.get(pseudonym=f"TEST-{code}-1")
    file = person.files.first()
    assert file is not None
    version, at = scheme(), desk(home, territory=area)
    return Planted(case(file, version, territory=area), version, person, at, signal(at, territory=area))
