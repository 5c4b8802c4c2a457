"""What the pages of a round show: where it stands, tier by tier, and its lines in the order of the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from pacte.ground.accounts.models import User
from pacte.ground.jobs.models import Job

from ..enums.allocation import RoundLineState
from ..models import AllocationRound, ProposalLine, ShelterRequest
from ..permissions import require_regulation
from . import explanations

DECIDED = (RoundLineState.CONFIRMED, RoundLineState.OVERRIDDEN, RoundLineState.SET_ASIDE)
GROUPS = {
    "a-decider": (RoundLineState.PROPOSED,),
    "prises": (RoundLineState.TAKEN,),
    "sans-place": (RoundLineState.UNSERVED,),
    "decidees": DECIDED,
}
"""The four lists of a round's page, by their name in the address."""


@dataclass(frozen=True)
class Tier:
    """One priority of a round: households with a proposal, of those that asked."""

    tier: int
    served: int
    asked: int


@dataclass(frozen=True)
class Standing:
    """A round in figures. Households, but for the lines of each group."""

    asked: int
    served: int
    tiers: list[Tier]
    groups: dict[str, int]

    @property
    def confirmed(self) -> int:
        return self.groups["confirmed"]


@dataclass(frozen=True)
class Line:
    """One line of a round, in words."""

    row: ProposalLine
    told: explanations.Told
    taken_by: str = ""
    taken_at: datetime | None = None

    @property
    def is_split(self) -> bool:
        return bool(self.row.lot_id) and len(self.row.members) < self.row.request.size


def rounds_of(user: User, night: date) -> QuerySet[AllocationRound]:
    """The rounds of a night, the last first. Raises Refused for who does not regulate."""
    require_regulation(user)
    rows = AllocationRound.objects.filter(night=night).select_related("opened_by", "grid")
    return rows.defer("sealed_log", "counterfactuals", "reached").order_by("-number")


def latest_of(user: User, before: date, most: int = 14) -> QuerySet[AllocationRound]:
    """The rounds of the nights before this one, the last first."""
    require_regulation(user)
    rows = AllocationRound.objects.filter(night__lt=before).select_related("opened_by")
    return rows.defer("sealed_log", "comparison", "counterfactuals", "reached").order_by("-night", "-number")[:most]


def round_of(user: User, key: UUID | str) -> AllocationRound:
    """One round, for the regulation. Raises Refused, Http404."""
    require_regulation(user)
    return get_object_or_404(AllocationRound.objects.select_related("opened_by", "closed_by", "grid"), key=key)


def line_of(user: User, key: UUID | str) -> ProposalLine:
    """One line, for the regulation. Raises Refused, Http404."""
    require_regulation(user)
    rows = ProposalLine.objects.select_related("round", "request__territory", "lot__site", "decided_by")
    found = rows.defer("round__sealed_log").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def request_of(user: User, key: UUID | str) -> ShelterRequest:
    """One request of the night, for the regulation. Raises Refused, Http404."""
    require_regulation(user)
    return get_object_or_404(ShelterRequest.objects.select_related("territory"), key=key)


def standing(found: AllocationRound) -> Standing:
    """Where a chosen round stands, in one query: the figures of the chosen policy, and its lines counted."""
    chosen = next((each for each in found.comparison if each["policy"] == found.policy), None)
    states = dict(found.lines.order_by().values_list("state").annotate(count=Count("pk")))
    groups = {name: sum(states.get(state, 0) for state in those) for name, those in GROUPS.items()}
    groups["confirmed"] = states.get(RoundLineState.CONFIRMED, 0) + states.get(RoundLineState.OVERRIDDEN, 0)
    tiers = [Tier(*each) for each in chosen["tiers"]] if chosen else []
    return Standing(
        sum(tier.asked for tier in tiers), sum(tier.served for tier in tiers), tiers, groups
    )  # fmt: skip


def lines_of(found: AllocationRound, group: str) -> QuerySet[ProposalLine]:
    """Lines of one group, in the order of the queue: the first tier, then the longest waiting."""
    rows = found.lines.filter(state__in=GROUPS[group])
    return rows.select_related("request__territory", "lot__site", "decided_by", "placement").order_by(
        "request__tier", "-request__waiting_nights", "request__number", "part"
    )


def told(rows: Iterable[ProposalLine]) -> list[Line]:
    """These lines in words; who took a lot meanwhile is named in one query."""
    found = list(rows)
    taken = {row.pk: row.explanation.get("taken") or {} for row in found}
    names = {
        user.pk: user.display_name
        for user in User.objects.filter(pk__in={each["by"] for each in taken.values() if each.get("by")})
    }
    return [_line(row, taken[row.pk], names) for row in found]


def _line(row: ProposalLine, taken: dict[str, Any], names: dict[int, str]) -> Line:
    at = datetime.fromisoformat(taken["at"]) if taken.get("at") else None
    return Line(row, explanations.told(row.explanation), names.get(taken.get("by") or 0, ""), at)


def job_of(found: AllocationRound) -> Job | None:
    """The background computation of a round, when it has one."""
    rows = Job.objects.filter(dotted__endswith=".rounds_computing.compute", identifiers=[found.pk])
    return rows.order_by("-pk").first()
