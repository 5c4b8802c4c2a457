"""How to knock at the doors of search and of duplicates."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """A pair behind each placement; looking for a person needs none."""
    city.offer("people:search", Placement.OWN, {"words": "Une Personne", "birth_year": "1980"})
    for placement, held in planted.items():
        city.offer("people:pair", placement, {"state": "different"}, key=held.pair.key)
        city.offer("people:split", placement, key=held.pair.key)
