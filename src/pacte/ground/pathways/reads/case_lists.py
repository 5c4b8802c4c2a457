"""My cases: those of the files that I follow, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import FileWorker, Person
from pacte.ground.people.reads.labels import labels

from ..models import Case, PathwayScheme
from ..rules.scheme import Scheme
from . import case_words as words
from .cases import visible
from .stories import schemes_of

SOON = timedelta(days=14)


@dataclass(frozen=True)
class CaseLine:
    """One case of a list: `state` is late, soon or nothing; `near` says how far the next term is."""

    case: Case
    label: str
    stage: str
    outcome: str
    near: str
    state: str


def mine(user: User, through: Organisation | None = None) -> QuerySet[Case]:
    """The cases of the files that the user follows now; the next term first, those without one last."""
    follows = FileWorker.objects.current().filter(file=OuterRef("file"), user=user.pk)
    found = visible(user, through).filter(Exists(follows))
    return found.select_related("scheme", "file__person", "lead").order_by(
        F("next_due_on").asc(nulls_last=True), "number"
    )


def narrowed(
    cases: QuerySet[Case], today: date, *, scheme: str = "", stage: str = "", when: str = "", state: str = "running"
) -> QuerySet[Case]:  # fmt: skip
    """The same, narrowed by what a form chose."""
    if scheme:
        cases = cases.filter(scheme__key=scheme)
    if stage:
        cases = cases.filter(stage=stage)
    if state != "all":
        cases = cases.filter(closed_on__isnull=state != "closed")
    match when:
        case "late":
            return cases.filter(next_due_on__lt=today)
        case "soon":
            return cases.filter(next_due_on__range=(today, today + SOON))
        case "none":
            return cases.filter(next_due_on__isnull=True)
    return cases


def schemes_among(cases: QuerySet[Case]) -> list[tuple[str, str]]:
    """The schemes of these cases, by key and name."""
    kept = PathwayScheme.objects.filter(pk__in=cases.order_by().values("scheme"))
    return list(kept.order_by("name").values_list("key", "name"))


def stages_among(cases: QuerySet[Case], scheme: str) -> list[tuple[str, str]]:
    """The stages at which cases of one scheme stand, in the order of its latest version; none without a scheme."""
    if not scheme:
        return []
    stood = cases.filter(scheme__key=scheme).order_by().values_list("stage", "version").distinct()
    pairs = [(stage, version) for stage, version in stood if stage]
    texts = schemes_of(version for _stage, version in pairs)
    named = {stage: words.stage_words(texts[version], stage) for stage, version in sorted(pairs, key=lambda x: x[1])}
    return sorted(named.items(), key=lambda each: each[1])


def lines_of(user: User, cases: Iterable[Case], today: date) -> list[CaseLine]:
    """These cases as lines of a list, in a fixed number of queries."""
    kept = list(cases)
    persons = {case.file.person_id: case.file.person for case in kept if case.file}
    named = labels(user, persons.values())
    texts = schemes_of(case.version_id for case in kept)
    return [_line(case, texts[case.version_id], named, persons, today) for case in kept]


def _line(case: Case, scheme: Scheme, named: dict[int, str], persons: dict[int, Person], today: date) -> CaseLine:
    assert case.file is not None
    due, state, near = case.next_due_on, "", ""
    if due is not None:
        state = "late" if due < today else "soon" if due <= today + SOON else ""
        near = words.late_words(due, today) if due < today else words.near_words(due, today)
    pseudonym = persons[case.file.person_id].pseudonym
    return CaseLine(
        case, named.get(case.file.person_id, pseudonym), words.stage_words(scheme, case.stage),
        words.name_of(scheme, case.outcome) if case.outcome else "", near, state,
    )  # fmt: skip
