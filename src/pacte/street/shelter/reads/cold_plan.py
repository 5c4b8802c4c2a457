"""The cold plan as it stands: its levels, what is active, which sites open from which level, who is in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from pacte.ground.indicators.rules.protection import DEFAULT_THRESHOLD
from pacte.ground.partners.permissions import Someone

from ..models import (
    ColdPlanActivation,
    ColdPlanLevel,
    Declaration,
    Lot,
    LotCapacity,
    LotNight,
    ShelterPlacement,
    ShelterSite,
)
from ..permissions import regulates, steers
from ..rules.cold_plan import season_starting
from ..rules.report import percent
from .sites import seen_by


@dataclass(frozen=True)
class Temporary:
    """A site that a level opens. `places`: how many that adds; `has_declared`: its team has said something tonight."""

    site: ShelterSite
    places: int
    is_open: bool
    has_declared: bool


@dataclass(frozen=True)
class Inside:
    """A site that closes with people in it: how many households and persons are to be rehoused."""

    site: ShelterSite
    households: int
    persons: int

    @property
    def is_small(self) -> bool:
        """Too few for a reader who is not of the regulation."""
        return self.households < DEFAULT_THRESHOLD


@dataclass(frozen=True)
class Season:
    """One season. Nights are counted to the last one gone by; places and persons are of temporary sites.

    `persons` adds up the nights that were counted there, `places_counted` the places of those nights; none without any.
    """

    first: date
    last: date
    levels: list[tuple[ColdPlanLevel, int]]
    nights_active: int
    sites: int | None
    most_places: int | None
    persons: int | None
    places_counted: int | None

    @property
    def percent(self) -> int | None:
        """How full the temporary sites were on the nights that were counted, in whole percent."""
        return percent(self.persons, self.places_counted)

    @property
    def is_small(self) -> bool:
        """Too few persons for a reader who is not of the regulation."""
        return 0 < (self.persons or 0) < DEFAULT_THRESHOLD


def levels() -> list[ColdPlanLevel]:
    """Every level, the mildest first."""
    return list(ColdPlanLevel.objects.all())


def activations(night: date) -> tuple[list[ColdPlanActivation], list[ColdPlanActivation]]:
    """Those that are active or to come, and those that are over, the last first."""
    rows = list(ColdPlanActivation.objects.select_related("level", "recorded_by"))
    over = [row for row in rows if row.until_night is not None and row.until_night < night]
    return [row for row in rows if row not in over], over


def places_on(night: date, sites: Iterable[ShelterSite]) -> dict[int, int]:
    """Places of each site by its dated capacity, whether or not a level opens it; one query."""
    capacity = (
        LotCapacity.objects.filter(lot=OuterRef("pk"), from_night__lte=night).order_by("-from_night").values("units")
    )
    lots = Lot.objects.filter(site__in=[site.pk for site in sites]).annotate(units=Subquery(capacity[:1]))
    found: dict[int, int] = defaultdict(int)
    for site, unit_places, units in lots.values_list("site", "unit_places", "units"):
        found[site] += unit_places * (units or 0)
    return found


def temporary_sites(user: Someone, night: date) -> dict[int, list[Temporary]]:
    """Sites that the user sees and that a level opens, by level; never a confidential one for the pact's team."""
    seen = seen_by(user).filter(cold_plan_level__isnull=False, organisation__is_active=True)
    if steers(user) and not regulates(user):
        seen = seen.filter(is_confidential=False)
    sites = list(seen.order_by("cold_plan_level", "name"))
    level = ColdPlanActivation.objects.level_on(night)
    in_dates = set(ShelterSite.objects.open_on(night, level).values_list("pk", flat=True)) if sites else set()
    said = set(Declaration.objects.filter(night=night).order_by().values_list("site", flat=True).distinct())
    places, found = places_on(night, sites), defaultdict(list)
    for site in sites:
        found[site.cold_plan_level or 0].append(
            Temporary(site, places.get(site.pk, 0), site.pk in in_dates, site.pk in said)
        )
    return dict(found)


def added_places(number: int, night: date) -> tuple[int, int]:
    """How many sites and places this level adds on top of the level below it. Confidential ones are counted."""
    sites = list(
        ShelterSite.objects.open_on(night, number)
        .filter(cold_plan_level__lte=number)
        .exclude(pk__in=ShelterSite.objects.open_on(night, ColdPlanActivation.objects.level_on(night)).values("pk"))
    )
    return len(sites), sum(places_on(night, sites).values())


def inside_after(activation: ColdPlanActivation, last_night: date) -> list[Inside]:
    """Who is still in the sites that close after `last_night` when this activation ends then, site by site.

    A stay counts when it is to go on beyond that night, or has no last night.
    """
    after = last_night + timedelta(days=1)
    others = ColdPlanActivation.objects.exclude(pk=activation.pk)
    level = others.level_on(after)
    closing = ShelterSite.objects.filter(cold_plan_level__gt=level, cold_plan_level__lte=activation.level.level)
    return inside(closing, last_night)


def inside(sites: QuerySet[ShelterSite], last_night: date) -> list[Inside]:
    """Households and persons of these sites whose stay is not over by `last_night`, site by site."""
    stays = ShelterPlacement.objects.holding().filter(
        Q(last_night__isnull=True) | Q(last_night__gt=last_night), lot__site__in=sites
    )
    rows = stays.order_by().values_list("lot__site").annotate(Count("request", distinct=True), Sum("persons"))
    counted = {site: (households, persons) for site, households, persons in rows}
    found = ShelterSite.objects.in_bulk(counted)
    ordered = sorted(found.values(), key=lambda site: (site.name, site.pk))
    return [Inside(site, *counted[site.pk]) for site in ordered]


def left_inside(night: date) -> list[Inside]:
    """Temporary sites that no level opens tonight and that people are still in."""
    level = ColdPlanActivation.objects.level_on(night)
    return inside(ShelterSite.objects.filter(cold_plan_level__gt=level), night - timedelta(days=1))


def season(year: int, today: date) -> Season:
    """What the season that starts this autumn was, up to yesterday's night."""
    first, last = season_starting(year)
    end = min(last, today - timedelta(days=1))
    by_level, active = _nights(first, end)
    rows = LotNight.objects.filter(night__in=active, lot__site__cold_plan_level__isnull=False, frozen_at__isnull=False)
    sites: set[int] = set()
    places: dict[date, int] = defaultdict(int)
    counted: list[tuple[int, int]] = []
    for row in rows.select_related("lot"):
        beds = (row.capacity - row.closed) * row.lot.unit_places
        places[row.night] += beds
        if beds:
            sites.add(row.lot.site_id)
        if row.persons is not None:
            counted.append((row.persons, beds))
    return Season(
        first, last, [(level, by_level.get(level.pk, 0)) for level in levels()], len(active),
        len(sites) if places else None, max(places.values()) if places else None,
        sum(persons for persons, _beds in counted) if counted else None,
        sum(beds for _persons, beds in counted) if counted else None,
    )  # fmt: skip


def _nights(first: date, end: date) -> tuple[dict[int, int], set[date]]:
    """Nights of each level between two nights, and all nights with one."""
    rows = ColdPlanActivation.objects.filter(
        Q(until_night__isnull=True) | Q(until_night__gte=first), from_night__lte=end
    )
    nights: dict[int, set[date]] = defaultdict(set)
    for level, start, until in rows.values_list("level", "from_night", "until_night"):
        day = max(start, first)
        while day <= min(until or end, end):
            nights[level].add(day)
            day += timedelta(days=1)
    every: set[date] = set().union(*nights.values()) if nights else set()
    return {level: len(each) for level, each in nights.items()}, every
