"""What, where, when, for whom: the places that answer, the nearest or the surest first.

One SQL query narrows; ages, publics, hours and distances are then compared in plain Python. At most four queries, five
when a name is typed, however many places there are. Nothing that was asked is kept.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import inside
from pacte.ground.territory.rules import length_m

from ..enums import OpenState, PlaceKind
from ..models import Place, Service, SpecialPeriod, Stop
from ..rules import opening as rules
from ..rules.audiences import Terms, suits
from ..rules.hours import CLOCK
from ..rules.opening import Timetable
from ..rules.words import Understood, understand
from .candidates import FLAGS, MOST_NAMED, Candidate, candidates, categories_of, named, narrowed
from .opening import NOTICE_AHEAD, Opening, in_order, opening_from

SURE_FOR = timedelta(days=366)
"""An entry that nobody verified for a year comes after those that somebody did."""

ITINERARY, OPEN = PlaceKind.ITINERARY.value, OpenState.OPEN
Point = tuple[float, float]
IsOpen = Callable[[str, int, int], bool]


@dataclass(frozen=True)
class Query:
    """A search. `near` is (latitude, longitude) in degrees; `at` None: open or not; a flag None: does not matter.

    `audiences` are those of whoever looks, all at once (a woman of twenty: women, young_adults).
    """

    words: str = ""
    categories: Sequence[str] = ()
    want: str = ""
    territory: Territory | None = None
    near: Point | None = None
    at: datetime | None = None
    audiences: Sequence[str] = ()
    is_unconditional: bool | None = None
    is_anonymous: bool | None = None
    is_free: bool | None = None
    is_step_free: bool | None = None
    accepts_animals: bool | None = None
    language: str = ""
    label: str = ""
    within_m: int | None = None


@dataclass(frozen=True)
class Result:
    """A place that answers, with the services that do; `opening` is theirs. `point` is the stop's for an itinerary."""

    place: Place
    services: list[Service]
    opening: Opening
    distance_m: int | None
    point: Point | None
    stop: Stop | None


@dataclass(frozen=True)
class Found:
    """One page of results, and how many places answer in all."""

    results: list[Result]
    total: int


@dataclass(slots=True)
class _Hit:
    """A place while it is compared with others."""

    place: int
    name: str
    reviewed_on: date | None
    point: Point | None
    distance_m: float | None = None
    stop: Stop | None = None
    slips: int = 0
    services: list[tuple[int, str]] = field(default_factory=list)


def find(query: Query, limit: int = 50, offset: int = 0) -> Found:
    """The places that answer, in an order that never changes between two pages."""
    now = timezone.now()
    understood = understand(query.words)
    names = named(understood) if understood.names_something else {}
    rows = _rows(query, understood, names, (query.at or now).astimezone(CLOCK).date())
    stops = _stops(rows, query.territory)
    periods = _periods({row.place for row in rows}, query.at) if query.at else None
    hits = _hits(query, rows, stops, periods)
    if understood.groups:
        hits += _bare(query, names.keys() - {row.place for row in rows})
        hits = _answering(hits, understood, names)
    if query.near is None and not query.words:
        ranks = {category: rank for rank, category in enumerate(categories_of(query.want, query.categories))}
        oldest = now.date() - SURE_FOR
        hits.sort(key=lambda hit: (*_likely(hit, oldest, ranks), hit.name.casefold(), hit.place))
    else:
        hits.sort(key=lambda hit: (hit.slips, _metres_or_more(hit), hit.name.casefold(), hit.place))
    page = hits[offset : offset + limit]
    return Found(_results(page, stops, periods, query.at or now), len(hits))


def _likely(hit: _Hit, oldest: date, ranks: dict[str, int]) -> tuple[bool, int]:
    """Entries checked lately come first, then what one most likely means by the want (the order of `WANTS`)."""
    rank = min((ranks.get(category, len(ranks)) for _pk, category in hit.services), default=len(ranks))
    return hit.reviewed_on is None or hit.reviewed_on < oldest, rank


def _rows(query: Query, understood: Understood, names: dict[int, dict[int, int]], day: date) -> list[Candidate]:
    found = narrowed(
        categories=categories_of(query.want, query.categories),
        flags={flag: getattr(query, flag) for flag in FLAGS},
        territory=query.territory,
        is_near=query.near is not None,
        label=query.label,
        day=day,
    )
    if understood.groups and not names:
        found = found.filter(category__in=understood.categories)
    elif understood.groups and len(names) <= MOST_NAMED:
        by_name, by_category = found.filter(place__in=names), found.filter(category__in=understood.categories)
        found = by_name | by_category if understood.categories else by_name
    audiences = {*query.audiences, *understood.audiences}
    by_age = query.near is None and not query.words
    rows = candidates(found, terms=bool(audiences), languages=bool(query.language), reviewed=by_age)
    if audiences:
        let_in = {terms: suits(Terms(*terms), audiences) for terms in {row.terms for row in rows}}
        rows = [row for row in rows if let_in[row.terms]]
    if query.language:
        rows = [row for row in rows if query.language in row.languages]
    return rows


def _stops(rows: Iterable[Candidate], territory: Territory | None) -> dict[int, list[Stop]]:
    """The stops, in the area asked, of the itineraries among them."""
    moving = {row.place for row in rows if row.kind == ITINERARY}
    found: dict[int, list[Stop]] = defaultdict(list)
    if moving:
        wanted = Stop.objects.filter(place__in=moving)
        if territory is not None:
            areas = inside(territory.pk)
            wanted = wanted.filter(Q(territory__in=areas) | Q(territory=None, place__territory__in=areas))
        for stop in wanted:
            found[stop.place_id].append(stop)
    return found


def _periods(places: Iterable[int], at: datetime) -> dict[int, list[SpecialPeriod]]:
    """The periods of the day before, of the day and of the 14 days to come, by place."""
    day = at.astimezone(CLOCK).date()
    wanted = set(places)
    found: dict[int, list[SpecialPeriod]] = defaultdict(list)
    if wanted:
        rows = SpecialPeriod.objects.touching(day - timedelta(days=1), day + NOTICE_AHEAD + timedelta(days=1))
        for period in rows.filter(place__in=wanted) if len(wanted) <= MOST_NAMED else rows:
            found[period.place_id].append(period)
    return found


def _hits(
    query: Query,
    rows: Iterable[Candidate],
    stops: dict[int, list[Stop]],
    periods: dict[int, list[SpecialPeriod]] | None,
) -> list[_Hit]:
    """The places of these rows; when a moment is asked, with the services and stops open then alone."""
    is_open = _open_at(query.at, periods or {})
    hits: dict[int, _Hit | None] = {}
    for row in rows:
        place = row.place
        if row.kind != ITINERARY and not is_open(row.hours, place, row.pk):
            continue
        if place in hits:
            hit = hits[place]
        else:
            hit = hits[place] = _hit(query, row, stops.get(place, []), is_open)
        if hit is not None:
            hit.services.append((row.pk, row.category))
    return [hit for hit in hits.values() if hit is not None]


def _hit(query: Query, row: Candidate, stops: list[Stop], is_open: IsOpen) -> _Hit | None:
    """The place of a row, at its point or at its nearest open stop; None when it does not stand where or when asked."""
    hit = _Hit(row.place, row.name, row.reviewed_on, None)
    if row.kind == ITINERARY:
        here = [stop for stop in stops if is_open(stop.hours, row.place, 0)]
        if not here:
            return None
        hit.stop = min(here, key=lambda stop: (_metres(query.near, (stop.latitude, stop.longitude)), stop.order))
        hit.point = (hit.stop.latitude, hit.stop.longitude)
    elif row.latitude is not None and row.longitude is not None:
        hit.point = (row.latitude, row.longitude)
    if query.near is not None and hit.point is not None:
        hit.distance_m = _metres(query.near, hit.point)
    is_far = query.within_m is not None and (hit.distance_m is None or hit.distance_m > query.within_m)
    return None if is_far else hit


def _open_at(at: datetime | None, periods: dict[int, list[SpecialPeriod]]) -> IsOpen:
    """Whether hours are open at a moment, for a service of a place (0: none); always, when no moment is asked."""
    if at is None:
        return lambda hours, place, service: True
    usual = rules.usual_states(at)
    apart = {place for place, touching in periods.items() if any(each.service_id for each in touching)}
    changed: dict[tuple[str, int, int], bool] = {}

    def is_open(hours: str, place: int, service: int) -> bool:
        if place not in periods:
            return usual(hours) is OPEN
        asked = (hours, place, service if place in apart else 0)
        if asked not in changed:
            touching = in_order(each for each in periods[place] if each.service_id in (None, service))
            changed[asked] = rules.state(Timetable(hours, touching), at) is OPEN
        return changed[asked]

    return is_open


def _metres(start: Point | None, end: Point) -> float:
    return 0.0 if start is None else length_m((start[1], start[0]), (end[1], end[0]))


def _metres_or_more(hit: _Hit) -> float:
    """Its distance; what cannot be measured comes last."""
    return math.inf if hit.distance_m is None else hit.distance_m


def _bare(query: Query, places: Iterable[int]) -> list[_Hit]:
    """Places found by their name that offer nothing yet, when nothing but words was asked."""
    missing = set(places)
    if not missing or replace(query, words="", language="") != Query():
        return []
    rows = Place.objects.published().filter(pk__in=missing, services=None)
    columns = ("pk", "name", "reviewed_on", "latitude", "longitude")
    return [
        _Hit(pk, name, reviewed, (latitude, longitude) if latitude is not None else None)
        for pk, name, reviewed, latitude, longitude in rows.values_list(*columns)
    ]


def _answering(hits: Iterable[_Hit], understood: Understood, names: dict[int, dict[int, int]]) -> list[_Hit]:
    """Those that answer the most of what was typed: all of it, if one does."""
    found: list[_Hit] = []
    asked = understood.categories
    most = 1
    for hit in hits:
        categories = {category for _service, category in hit.services}
        by_name = names.get(hit.place, {})
        answered = 0
        for number, group in enumerate(understood.groups):
            if group.categories & categories:
                answered += 1
            elif number in by_name:
                answered += 1
                hit.slips += by_name[number]
        if answered >= most:
            found = found if answered == most else []
            found.append(hit)
            most = answered
        wanted = [pair for pair in hit.services if pair[1] in asked]
        hit.services = wanted or hit.services
    return found


def _results(
    page: list[_Hit],
    stops: dict[int, list[Stop]],
    periods: dict[int, list[SpecialPeriod]] | None,
    at: datetime,
) -> list[Result]:
    """The rows of one page, whole: its services with their places, and the periods unless they were read already."""
    if not page:
        return []
    wanted = [pk for hit in page for pk, _category in hit.services]
    rows = Service.objects.filter(pk__in=wanted).select_related("place__organisation", "place__territory")
    services: dict[int, list[Service]] = defaultdict(list)
    for service in rows:
        services[service.place_id].append(service)
    places = {pk: offered[0].place for pk, offered in services.items()}
    if missing := [hit.place for hit in page if hit.place not in places]:
        places |= {each.pk: each for each in Place.objects.select_related("organisation").filter(pk__in=missing)}
    if periods is None:
        periods = _periods(places, at)
    found = []
    for hit in page:
        place = places[hit.place]
        offered = services.get(hit.place, [])
        for service in offered:
            service.place = place
        opening = opening_from(place, offered, stops.get(hit.place, []), periods.get(hit.place, []), at)
        metres = None if hit.distance_m is None else round(hit.distance_m)
        found.append(Result(place, offered, opening, metres, hit.point, hit.stop))
    return found
