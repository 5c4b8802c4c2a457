"""The stock of kits."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City
from tests.house.plants.day_centres import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """How to knock at each door."""
