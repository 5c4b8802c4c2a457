"""Programs: a site declares through its own software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pacte.ground.declarations.access import Placement
from tests.house.city import City

if TYPE_CHECKING:
    from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """What is free at each site."""
    for placement, stands in planted.items():
        said = {"lots": [{"lot": str(stands.lot.key), "free": 2}]}
        city.offer("api:shelter_declare", placement, said, key=stands.site.key)
