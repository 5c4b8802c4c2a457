"""Homes offered, who fits and who does not, the ranking of a home, its sheet as each reader may see it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User

from ..enums import FitReason, RequestRoute
from ..models import DwellingCandidate, HousingRequest, OfferedDwelling, ScoringGrid
from ..models.requests import HousingRequestQuerySet
from ..permissions import decides, landlords_of, lets, require_dwellings
from ..rules.fitting import Home, misfits
from ..rules.ranking import Entrant, Placed, rank
from ..rules.scoring import Grid, score
from .grids import rules_of
from .limits import limits
from .scores import LineShown, household_of, lines_of_committee, said_by, unpacked


def dwellings_of(user: User) -> list[OfferedDwelling]:
    """The homes that this user reads: all for the committee, their own for a landlord."""
    rows = OfferedDwelling.objects.select_related("landlord", "territory").prefetch_related("candidates")
    return list(rows if decides(user) else rows.filter(landlord__in=landlords_of(user)))


def dwelling_of(user: User, key: UUID | str) -> OfferedDwelling:
    """A home of this user's reach. Raises Refused for a role that reads none, Http404 for another landlord's."""
    require_dwellings(user)
    found = OfferedDwelling.objects.filter(key=key).select_related("landlord", "territory", "grid").first()
    if found is None or not (decides(user) or lets(user, found)):
        raise Http404
    return found


def candidate_of(user: User, key: UUID | str) -> DwellingCandidate:
    """A candidate of a home of this user's reach; raises as `dwelling_of` does."""
    require_dwellings(user)
    found = DwellingCandidate.objects.filter(key=key).select_related("dwelling__landlord", "request__case").first()
    if found is None or not (decides(user) or lets(user, found.dwelling)):
        raise Http404
    return found


def in_competition(on: date | None = None) -> HousingRequestQuerySet:
    """The requests that are scored and wait: the other ways (agreements, rights, transfers) have their own rules."""
    day = on or timezone.localdate()
    rows = HousingRequest.objects.waiting().filter(route=RequestRoute.SCORED, requested_on__lte=day)
    return rows.select_related("case").prefetch_related("evidence")


@dataclass(frozen=True)
class Ranking:
    """Who may have a home, in order, and how many may not, by reason. Numbers, never a name."""

    placed: list[Placed]
    requests: dict[int, HousingRequest]
    excluded: list[tuple[str, int]]
    aside: int

    @property
    def entrants(self) -> int:
        return len(self.placed)


def ranking_for(dwelling: OfferedDwelling, grid: ScoringGrid, on: date | None = None) -> Ranking:
    """Filter on size, resources and access, then rank by points."""
    home, used = Home(dwelling.rooms, dwelling.rent_cents, dwelling.is_accessible), limits()
    fitting, reasons = [], Counter[str]()
    rows = list(in_competition(on))
    for each in rows:
        found = misfits(home, household_of(each), used)
        reasons.update(found)
        if not found:
            fitting.append(each)
    placed = rank(entrants(fitting, rules_of(grid), on), dwelling.seed)
    excluded = [(str(FitReason(code).label), count) for code, count in reasons.most_common()]
    return Ranking(placed, {each.case.number: each for each in fitting}, excluded, len(rows) - len(fitting))


def entrants(requests: list[HousingRequest], rules: Grid, on: date | None = None) -> list[Entrant]:
    """These requests as the ranking reads them."""
    return [Entrant(each.case.number, each.requested_on, score(rules, said_by(each, on))) for each in requests]


@dataclass(frozen=True)
class CandidateShown:
    """A line of a sheet: a number, a composition, points and, for the committee, the lines that make them."""

    candidate: DwellingCandidate
    lines: list[LineShown]
    acts: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """The points shown: for whoever reads the lines, their sum."""
        return sum(line.points for line in self.lines) if self.lines else self.candidate.points


def sheet_of(dwelling: OfferedDwelling, *, with_lines: bool) -> list[CandidateShown]:
    """The candidates of a home. A landlord reads no line: what counted is nobody's business but the committee's."""
    rows = dwelling.candidates.select_related("request__case").order_by("rank")
    if not with_lines or dwelling.grid is None:
        return [CandidateShown(each, [], acts_on(each)) for each in rows]
    return [
        CandidateShown(each, lines_of_committee(unpacked(each.lines), dwelling.grid), acts_on(each)) for each in rows
    ]


def acts_on(candidate: DwellingCandidate) -> frozenset[str]:
    """What may come next: "propose", "allocate", "decline", "lease"."""
    if candidate.declined_on or candidate.leased_on or candidate.passed_over_on:
        return frozenset()
    if candidate.allocated_on:
        return frozenset({"decline", "lease"})
    if candidate.committee_rank:
        return frozenset({"propose", "allocate", "decline"} if not candidate.proposed_on else {"allocate", "decline"})
    return frozenset()


def preview(dwelling: OfferedDwelling, grid: ScoringGrid, most: int = 10) -> tuple[Ranking, list[CandidateShown]]:
    """The ranking of the day before any sheet is prepared, with its first lines as the committee would read them."""
    found = ranking_for(dwelling, grid, timezone.localdate())
    shown = []
    for each in found.placed[:most]:
        asked = found.requests[each.entrant.number]
        row = DwellingCandidate(
            dwelling=dwelling, request=asked, rank=each.rank, points=each.entrant.score.total, decided_by=each.by,
            persons=asked.persons, children=asked.children,
        )  # fmt: skip
        shown.append(CandidateShown(row, lines_of_committee(list(each.entrant.score.lines), grid)))
    return found, shown
