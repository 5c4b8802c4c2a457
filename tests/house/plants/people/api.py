"""How to knock at the doors of the API."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
    for placement, held in planted.items():
        city.offer("api:people_person", placement, key=held.person.key)
        city.offer("api:people_sharing", placement, key=held.sharing.key)
    own = planted[Placement.OWN]
    city.offer("api:people_search", Placement.OWN, {"words": "zqk"})
    city.offer("api:people_notes", Placement.OWN, {"file": str(own.file.key), "words": "Une note"})
