"""A building of the city with a step and a site: it belongs to nobody in particular."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pacte.ground.declarations.access import Placement
from pacte.street.shelter.models import CityBuilding, ConversionStep, ShelterSite
from tests.house.city import City

if TYPE_CHECKING:
    from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The sheet, and one act of each kind upon it."""
    building = CityBuilding.objects.create(
        name="Une ancienne école", territory=city.here, free_from=date(2019, 1, 1), free_until=date(2040, 1, 1)
    )
    inside = ShelterSite.objects.create(
        organisation=city.own, name="Un centre dans une école", kind="meanwhile", building=building
    )
    ConversionStep.objects.create(building=building, kind="visit", planned_on=date(2019, 2, 1))
    free = planted[Placement.OWN].site
    for route in ("building", "change_building", "plan_building_step", "do_building_step"):
        body = {"name": "Une ancienne école", "kind": "visit", "planned_on": "2019-03-01", "done_on": "2019-03-01"}
        city.offer_everywhere(f"shelter:{route}", body, key=building.key)
    city.offer_everywhere("shelter:set_building_aside", key=building.key)
    city.offer_everywhere("shelter:attach_site", {"site": str(free.key)}, key=building.key)
    city.offer_everywhere("shelter:detach_site", key=building.key, site=inside.key)
