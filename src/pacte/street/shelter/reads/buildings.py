"""The inventory of the city's buildings: where each stands, the places planned, the places created."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ..enums.stock import BuildingStage
from ..models import CityBuilding, HeldUnit, LotCapacity, ShelterSite
from ..rules.buildings import REMIND_BEFORE, days_left

RUNNING = (BuildingStage.AGREED, BuildingStage.CONVERTING, BuildingStage.OPEN)
"""Stages in which the end of the occupation is recalled."""


@dataclass(frozen=True)
class Standing:
    """A building on a day. `created`: places opened there so far, the most each lot ever had; `open_now`: today's."""

    building: CityBuilding
    sites: list[ShelterSite]
    created: int
    open_now: int
    days_left: int | None


def standings(buildings: Iterable[CityBuilding], on: date) -> list[Standing]:
    """Each building with its sites and its places; three queries whatever their number."""
    wanted = list(buildings)
    sites: dict[int, list[ShelterSite]] = defaultdict(list)
    for site in ShelterSite.objects.filter(building__in=wanted).select_related("organisation"):
        assert site.building_id is not None
        sites[site.building_id].append(site)
    most, now = places_by_building(on)
    return [
        Standing(each, sites[each.pk], most.get(each.pk, 0), now.get(each.pk, 0), days_left(each.free_until, on))
        for each in wanted
    ]


def places_by_building(on: date) -> tuple[dict[int, int], dict[int, int]]:
    """Places of the lots of each building until that day: the most each lot had, and what it has that day."""
    rows = LotCapacity.objects.filter(
        Q(lot__site__opens_on__isnull=True) | Q(lot__site__opens_on__lte=on),
        lot__site__building__isnull=False, from_night__lte=on,
    ).order_by("from_night")  # fmt: skip
    most: dict[int, int] = {}
    last: dict[int, int] = {}
    home: dict[int, int] = {}
    closed: set[int] = set()
    values = ("lot", "lot__site__building", "lot__site__closes_on", "lot__unit_places", "units")
    for lot, building, closes_on, unit_places, units in rows.values_list(*values):
        home[lot] = building
        most[lot] = max(most.get(lot, 0), units * unit_places)
        last[lot] = units * unit_places
        if closes_on is not None and closes_on < on:
            closed.add(lot)
    created: dict[int, int] = defaultdict(int)
    open_now: dict[int, int] = defaultdict(int)
    for lot, building in home.items():
        created[building] += most[lot]
        open_now[building] += 0 if lot in closed else last[lot]
    return created, open_now


def ending(on: date) -> QuerySet[CityBuilding]:
    """Buildings in use whose return comes close, the first to go back first."""
    return CityBuilding.objects.filter(stage__in=RUNNING, free_until__lte=on + REMIND_BEFORE).order_by(
        "free_until", "pk"
    )


def unattached_sites() -> QuerySet[ShelterSite]:
    """Sites that stand in no building of the city yet; a confidential one never will."""
    return ShelterSite.objects.filter(building__isnull=True, is_confidential=False).select_related("organisation")


def households_inside(building: CityBuilding, night: date) -> int:
    """Households that hold a unit there tonight or later: they are to be rehoused before the return."""
    held = HeldUnit.objects.filter(lot__site__building=building, night__gte=night)
    return held.values("placement__request").distinct().count()
