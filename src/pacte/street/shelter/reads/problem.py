"""A night's rows as the solver's pure data: who asks, what is free, what forbids their meeting.

Whatever keeps two persons apart is folded here, once, into sites that are not proposed and pairs of requests; nothing
that comes out says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..enums.allocation import TonightMode
from ..enums.requests import HouseholdKind, ShelterRequestState
from ..enums.stays import HOLDING_STATES
from ..enums.stock import LotAudience, LotKind
from ..models import HeldUnit, Lot, RequestMember, ShelterPlacement, ShelterRequest, SiteExclusion
from ..models.priorities import MOST_TIERS
from ..rules.allocation import problem
from ..rules.allocation.problem import ADULT_AGE
from ..rules.free import indexes, mode_of
from . import apart
from .availability import Available, available
from .priorities import grid_of

SAYS_MINOR = ADULT_AGE - 1
"""The age counted for somebody who says to be a minor, whatever was written."""


@dataclass(frozen=True)
class _Someone:
    position: int
    age: int | None
    gender: str
    says_minor: bool
    is_restricted: bool

    @property
    def told(self) -> problem.Member:
        if self.says_minor and (self.age is None or self.age >= ADULT_AGE):
            return problem.Member(SAYS_MINOR, self.gender)
        return problem.Member(self.age, self.gender)


Members = Mapping[int, list[_Someone]]


def party_of(request: ShelterRequest) -> problem.Party:
    """One request as a household that asks, with the sites that are not proposed to it tonight."""
    return _parties([request], _members([request]), _restricted([request]))[0]


def lot_of(lot: Lot, has: Available) -> problem.Lot:
    """A lot with what is free of it now. A site whose address is confidential has no point here."""
    site = lot.site
    return problem.Lot(
        key=str(lot.key),
        site=str(site.key),
        kind=lot.kind,
        units=has.free,
        unit_places=lot.unit_places,
        audience=lot.audience,
        min_age=lot.min_age,
        max_age=lot.max_age,
        step_free=lot.step_free,
        accepts_animals=lot.accepts_animals,
        is_closed=has.capacity <= has.closed,
        point=_point(site.latitude, site.longitude),
    )


def _point(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def lots_of(night: date) -> tuple[problem.Lot, ...]:
    """Every lot that the regulation gives, by site and name, with what is free of it."""
    free = available(night)
    rows = Lot.objects.filter(in_rounds=True).select_related("site").order_by("site__name", "site", "name", "pk")
    return tuple(lot_of(lot, free[lot.pk]) for lot in rows)


def modes_of(night: date, lots: Iterable[Lot] | None = None) -> dict[str, TonightMode]:
    """Flexible lots that somebody is in already tonight, by key, with what that makes of them."""
    wanted = HeldUnit.objects.filter(night=night, lot__audience=LotAudience.WOMEN_OR_MEN).exclude(
        lot__kind=LotKind.ROOM
    )
    if lots is not None:
        wanted = wanted.filter(lot__in=[lot.pk for lot in lots])
    placed = list(wanted.order_by("pk").values_list("lot__key", "placement__request", "placement__members"))
    genders: dict[tuple[int, int], str] = {
        (request, position): gender
        for request, position, gender in RequestMember.objects.filter(
            request__in={request for _lot, request, _members in placed}
        ).values_list("request", "position", "gender")
    }
    within: dict[str, list[str]] = defaultdict(list)
    for key, request, members in placed:
        within[str(key)] += [genders.get((request, position), "") for position in members]
    found = {key: mode_of(those) for key, those in within.items()}
    return {key: mode for key, mode in found.items() if mode is not None}


def asking(night: date) -> list[ShelterRequest]:
    """The requests that a round takes: qualified, with nobody of the household placed yet."""
    placed = ShelterPlacement.objects.filter(request__night=night, state__in=HOLDING_STATES).values("request")
    return list(
        ShelterRequest.objects.of_night(night)
        .filter(state=ShelterRequestState.QUALIFIED, size__gt=0)
        .exclude(pk__in=placed)
        .exclude(kind=HouseholdKind.MINOR_ALONE)
        .select_related("previous_site")
        .order_by("number")
    )


def night_problem(night: date, seed: int) -> problem.Night:
    """The night over all lots that have something free, in a constant number of queries."""
    return problem_for(night, seed, asking(night))


def problem_for(night: date, seed: int, requests: list[ShelterRequest]) -> problem.Night:
    """The same for these requests only."""
    members, restricted = _members(requests), _restricted(requests)
    grid = grid_of(night)
    lots = tuple(lot for lot in lots_of(night) if lot.units > 0 and not lot.is_closed)
    has_quota = grid is not None and grid.quota_percent is not None and grid.quota_after is not None
    return problem.Night(
        date=night.isoformat(),
        parties=tuple(_parties(requests, members, restricted)),
        lots=lots,
        seed=seed,
        apart=apart.pairs(requests),
        quota=(grid.quota_percent or 0, grid.quota_after or 0) if grid and has_quota else None,
        modes=modes_of(night),
    )


def _members(requests: Iterable[ShelterRequest]) -> dict[int, list[_Someone]]:
    found: dict[int, list[_Someone]] = defaultdict(list)
    rows = RequestMember.objects.filter(request__in=[request.pk for request in requests]).order_by(
        "request", "position"
    )
    values = rows.values_list("request", "position", "age", "gender", "says_minor", "person__restricted_since")
    for request, position, age, gender, says_minor, restricted in values:
        found[request].append(_Someone(position, age, gender, says_minor, restricted is not None))
    return found


def _restricted(requests: Iterable[ShelterRequest]) -> set[int]:
    """Requests that come from the file of a restricted person."""
    filed = ShelterRequest.objects.filter(pk__in=[request.pk for request in requests])
    return set(filed.filter(file__person__restricted_since__isnull=False).values_list("pk", flat=True))


def _parties(requests: list[ShelterRequest], members: Members, restricted: set[int]) -> list[problem.Party]:
    excluded: dict[int, set[str]] = defaultdict(set)
    mine = SiteExclusion.objects.filter(request__in=[request.pk for request in requests])
    for request, site in mine.values_list("request", "site__key"):
        excluded[request].add(str(site))
    for row, sites in apart.closed_sites_of(requests).items():
        excluded[row] |= sites
    return [
        _party(
            request,
            members.get(request.pk, []),
            frozenset(excluded[request.pk]),
            request.pk in restricted,
        )
        for request in requests
    ]


def _party(
    request: ShelterRequest, people: list[_Someone], excluded: frozenset[str], is_restricted: bool
) -> problem.Party:
    told = tuple(one.told for one in people)
    positions = [one.position for one in people]
    values: dict[str, Any] = {
        "previous_site": str(request.previous_site.key) if request.previous_site else "",
        "point": _point(request.latitude, request.longitude),
        "parts": tuple(indexes(positions, part) for part in request.parts),
    }
    return problem.Party(
        key=str(request.key),
        members=told,
        tier=request.tier or MOST_TIERS,
        waiting=request.waiting_nights,
        received=request.number,
        needs_step_free=request.needs_step_free,
        animals=request.animals,
        excluded_sites=excluded,
        has_minor_alone=request.is_minor_alone or (bool(told) and all(member.is_child for member in told)),
        is_confidential=is_restricted or any(one.is_restricted for one in people),
        **values,
    )
