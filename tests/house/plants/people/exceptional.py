"""How to knock at the doors of access in urgency."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
    said = {"reason": "danger", "words": "Une personne en danger, tout de suite", "organisation": city.own.pk}
    whom = {"family_name": "Personne", "given_name": "Une", "birth_year": 1980}
    city.offer("people:break_glass", Placement.OWN, said | whom)
    for placement, behind in planted.items():
        city.offer("people:break_glass_person", placement, said, key=behind.person.key)
        city.offer("people:break_glass_review", placement, {"finding": "justified"}, key=behind.access.key)
