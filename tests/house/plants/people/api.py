"""How to knock at the doors of api."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
