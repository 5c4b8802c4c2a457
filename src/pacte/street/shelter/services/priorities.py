"""Ranking requests by the grid in force, in the caller's transaction. Without an adopted grid nobody has a tier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..enums.requests import RequestEventKind
from ..models import PriorityGrid, RequestMember, ShelterRequest
from ..reads.priorities import criteria_of, grid_of
from ..reads.waiting import waiting_of
from ..rules.allocation.problem import ADULT_AGE, Member
from ..rules.priorities import Criterion, tier_of
from .events import happened

RANKING = ["grid", "tier", "tier_reason", "waiting_nights"]


def rank(request: ShelterRequest) -> None:
    """Set and save the request's grid, tier, reason and nights without a place, from the grid in force its night.

    In the caller's transaction, on a row that it holds. A new tier or reason is appended to the request's events.
    """
    rank_all([request])


def rank_all(requests: Iterable[ShelterRequest]) -> int:
    """The same for many requests; returns how many have another tier or reason than before."""
    asked = list(requests)
    grids = {night: grid_of(night) for night in {each.night for each in asked}}
    criteria = {grid.pk: criteria_of(grid) for grid in grids.values() if grid}
    members, waited = _members(asked), waiting_of(asked)
    return sum(
        _ranked(each, grids[each.night], criteria, members[each.pk], waited[each.pk]) for each in asked
    )  # fmt: skip


def _ranked(
    request: ShelterRequest, grid: PriorityGrid | None, criteria: dict[int, list[Criterion]], members: list[Member],
    waited: int,
) -> bool:  # fmt: skip
    tier, reason = tier_of(criteria[grid.pk], members, request.criteria) if grid else (None, "")
    before = request.grid_id, request.tier, request.tier_reason
    request.grid, request.tier, request.tier_reason, request.waiting_nights = grid, tier, reason, waited
    request.save(update_fields=RANKING)
    if before == (request.grid_id, tier, reason):
        return False
    happened(request, RequestEventKind.RANKED, None, reason=reason[:40])
    return True


def _members(requests: list[ShelterRequest]) -> dict[int, list[Member]]:
    """Each household as the rules read it; who says to be a minor counts as one."""
    found: dict[int, list[Member]] = defaultdict(list)
    rows = RequestMember.objects.filter(request__in=[each.pk for each in requests]).order_by("request", "position")
    for request, age, gender, says_minor in rows.values_list("request", "age", "gender", "says_minor"):
        told = ADULT_AGE - 1 if says_minor and (age is None or age >= ADULT_AGE) else age
        found[request].append(Member(told, gender))
    return found
