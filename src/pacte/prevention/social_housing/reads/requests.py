"""Requests as those who follow see them: through their case's file, and no other way."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import CaseSight, visible
from pacte.ground.people.models import Person
from pacte.ground.people.reads import sight_of

from ..enums import VIOLENCE_EVIDENCE, EvidenceKind
from ..models import DwellingCandidate, HousingRequest, ScoringGrid
from ..rules.scoring import Score
from .grids import grid_in_force, rules_of
from .scores import LineShown, lines_in_full, score_of

SCHEMES = ("social_housing", "women_rehousing")
"""Schemes whose cases may carry a request for a social home."""

WITH = ("case__scheme", "case__version", "case__file__person", "case__organisation")


def visible_requests(user: User) -> QuerySet[HousingRequest]:
    """The requests of the cases that this user may see."""
    return HousingRequest.objects.filter(case__in=visible(user)).select_related(*WITH).prefetch_related("evidence")


def of_cases(cases: list[Case]) -> QuerySet[HousingRequest]:
    """The requests of these cases, that somebody may already see."""
    return HousingRequest.objects.filter(case__in=cases).select_related("case")


def request_of(key: UUID | str) -> HousingRequest:
    """The request of this key; Http404. No right is asked here: the caller opens the case."""
    found = HousingRequest.objects.filter(key=key).select_related(*WITH).prefetch_related("evidence").first()
    if found is None:
        raise Http404
    return found


def of_case(case: Case) -> HousingRequest | None:
    """The request that a case carries, if any."""
    return HousingRequest.objects.filter(case=case).select_related(*WITH).prefetch_related("evidence").first()


def of_person(person: Person) -> QuerySet[HousingRequest]:
    """The requests of a person, through their files or as their household's."""
    return HousingRequest.objects.filter(case__file__person=person)


@dataclass(frozen=True)
class Row:
    """A line of the list: the person as this user may name them, the request, its points."""

    request: HousingRequest
    label: str
    score: Score | None


def listed(user: User, requests: list[HousingRequest]) -> list[Row]:
    """These requests for a list. A list names nobody: numbers alone, restricted persons' too since they follow them."""
    grid = grid_in_force()
    return [Row(each, each.label, score_of(each, grid) if grid else None) for each in requests]


@dataclass(frozen=True)
class Told:
    """A request's score under the grid in force, ready for a page or a print; no grid, no score."""

    grid: ScoringGrid | None
    score: Score | None
    lines: list[LineShown]
    missing: list[Missing]


@dataclass(frozen=True)
class Missing:
    """A criterion that counts and that no paper shows: any one of these is enough."""

    words: str
    papers: list[str]


def told(request: HousingRequest) -> Told:
    """The score of a request, line by line, with what is still to be shown."""
    grid = grid_in_force()
    if grid is None:
        return Told(None, None, [], [])
    found = score_of(request, grid)
    papers = {each.code: each.evidence for rubric in rules_of(grid).rubrics for each in rubric.criteria}
    missing = [
        Missing(line.label, sorted(str(EvidenceKind(kind).label) for kind in papers[line.code]))
        for line in found.lines if line.standing == "to_justify"
    ]  # fmt: skip
    return Told(grid, found, lines_in_full(found, grid), missing)


def candidacies(request: HousingRequest) -> list[DwellingCandidate]:
    """The homes for which the request stands, the latest first."""
    found = request.candidacies.select_related("dwelling__landlord", "request__case")
    return list(found.order_by("-dwelling__number"))


def shows_violence(request: HousingRequest) -> bool:
    """Does a paper of violence stand in the request? Read by who follows, and by the quota's own count."""
    return any(each.kind in VIOLENCE_EVIDENCE for each in request.evidence.all())


def is_victim(request: HousingRequest) -> bool:
    """Does the household say that it flees violence, or was it shown?"""
    return "violence" in request.answers or shows_violence(request)


def may_read(user: User, request: HousingRequest, field_class: str) -> bool:
    """May this user read this class of data of the request? The file's own sight says."""
    case = request.case
    if case.file is None or not visible(user).filter(pk=case.pk).exists():
        return False
    sight = sight_of(user, case.file.person)
    seen = sight.of_file(case.file) if sight else None
    return seen is not None and seen.shows(field_class)


@dataclass(frozen=True)
class RequestSight:
    """A request with the sight of its case: what a page shows."""

    request: HousingRequest
    case_sight: CaseSight

    @property
    def may_write(self) -> bool:
        return self.case_sight.may_write and self.request.case.is_running

    def shows(self, field_class: str) -> bool:
        return self.case_sight.shows(field_class)
