"""Places open a night, occupancy, nights slept, places in the city's buildings. Places are counted, not beds made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from pacte.ground.indicators.rules.computed import Computed, Result
from pacte.ground.territory.models import Territory

from ..enums.stock import SiteKind
from ..models import CityBuilding, ColdPlanActivation, Lot, LotNight, ShelterSite
from ..reads.availability import available
from ..reads.buildings import places_by_building
from .common import by_site, first_night, on_territory

Compute = Callable[[date, Territory | None], Result]


def _open_places(on: date, territory: Territory | None, **only: Any) -> Counter[int]:
    """Places open that night, by site: dated capacity less closures, of sites open that night."""
    lots = list(on_territory(Lot.objects.filter(**only), territory, "site__territory"))
    tonight = available(on, lots)
    counts: Counter[int] = Counter()
    for lot in lots:
        found = tonight[lot.pk]
        counts[lot.site_id] += (found.capacity - found.closed) * lot.unit_places
    return counts


def open_places(**only: Any) -> Compute:
    """Places open that night in the lots so described."""

    def compute(on: date, territory: Territory | None) -> Result:
        return by_site(_open_places(on, territory, **only))

    return compute


def _counted(on: date, territory: Territory | None) -> list[LotNight]:
    """Lots whose night somebody counted; the others are in neither side of the occupancy."""
    counted = LotNight.objects.filter(night=on, counted_at__isnull=False).select_related("lot")
    return list(on_territory(counted, territory, "lot__site__territory"))


def places_slept_in(on: date, territory: Territory | None) -> Result:
    """Persons who slept that night in the lots that were counted: what the occupancy divides."""
    persons: Counter[int] = Counter()
    for row in _counted(on, territory):
        persons[row.lot.site_id] += row.persons or 0
    return by_site(persons)


def places_counted(on: date, territory: Territory | None) -> Result:
    """Open places of the lots that were counted that night: what the occupancy divides by."""
    places: Counter[int] = Counter()
    for row in _counted(on, territory):
        places[row.lot.site_id] += max(0, row.places - row.closed * row.lot.unit_places)
    return by_site(places)


def nights_slept(**only: Any) -> Compute:
    """Nights slept since 1 January, one for each person counted each night; whoever comes back counts again."""

    def compute(on: date, territory: Territory | None) -> Result:
        rows = LotNight.objects.filter(night__range=(first_night(on), on), counted_at__isnull=False, **only)
        persons = sum((Coalesce(F(name), 0) for name in ("men", "children", "others")), start=Coalesce(F("women"), 0))
        found = on_territory(rows, territory, "lot__site__territory").values_list("lot__site").annotate(n=Sum(persons))
        return by_site({site: count or 0 for site, count in found.values_list("lot__site", "n")})

    return compute


def building_places(on: date, territory: Territory | None) -> Result:
    """Places created in the city's buildings until that day: the most that each lot ever had."""
    created, _now = places_by_building(on)
    inside = on_territory(CityBuilding.objects.filter(pk__in=created), territory, "territory")
    kept = set(inside.values_list("pk", flat=True))
    sites = dict(ShelterSite.objects.filter(building__in=kept).values_list("building", "pk"))
    return by_site({sites[key]: count for key, count in created.items() if key in kept and key in sites})


def stops_open(kind: str) -> Compute:
    """Sites of this kind open that night."""

    def compute(on: date, territory: Territory | None) -> Result:
        level = ColdPlanActivation.objects.level_on(on)
        sites = on_territory(ShelterSite.objects.open_on(on, level).filter(kind=kind), territory, "territory")
        keys = list(sites.values_list("pk", flat=True))
        return by_site(dict.fromkeys(keys, 1), Decimal(len(keys)))

    return compute


DECLARED = [
    Computed("shelter_places_open", open_places()),
    Computed("shelter_places_slept_in", places_slept_in),
    Computed("shelter_places_counted", places_counted),
    Computed("shelter_nights", nights_slept()),
    Computed("cold_plan_places_open", open_places(site__cold_plan_level__isnull=False)),
    Computed("city_building_places", building_places),
    Computed("night_stop_places", open_places(site__kind__in=[SiteKind.NIGHT_STOP, SiteKind.WOMEN_STOP])),
    Computed("night_stop_nights", nights_slept(lot__site__kind__in=[SiteKind.NIGHT_STOP, SiteKind.WOMEN_STOP])),
    Computed("women_stops_open", stops_open(SiteKind.WOMEN_STOP)),
    Computed("women_stop_places", open_places(site__kind=SiteKind.WOMEN_STOP)),
    Computed("family_refuge_places", open_places(site__kind=SiteKind.FAMILY_REFUGE)),
]
