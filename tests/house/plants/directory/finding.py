"""How to knock at the doors of finding."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City

from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """URL arguments and bodies for each route of the part."""
