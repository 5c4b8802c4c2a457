"""The load of the organisation's team, and a worker's reminders."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from tests.house.city import City
from tests.house.plants.pathways import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """How to knock at each door."""
    to = str(city.users["social_worker"].opaque_id)
    choice = {"lead": "nobody", "to": to, "do": "show"}
    city.offer_everywhere("pathways:load")
    city.offer_everywhere("pathways:reassign", choice)
    city.offer_everywhere("pathways:reminders", {"rhythm": "none"})
