"""How to knock at the doors of finding: public, whoever knocks and wherever the place is."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City

from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """A question, an area, a place; behind one placement the place is a refuge."""
    city.offer_everywhere("directory:want", want="wash")
    city.offer_everywhere("directory:search", {"words": "douche", "open": "any"})
    city.offer_everywhere("directory:sheet", code=city.here.code)
    city.offer("directory:place", Placement.OWN, key=planted[Placement.OWN].refuge.key)
    city.offer("directory:place", Placement.OTHER_TERRITORY, key=planted[Placement.OTHER_TERRITORY].itinerary.key)
    city.offer("directory:place", Placement.OTHER_ORGANISATION, key=planted[Placement.OTHER_ORGANISATION].place.key)
