"""Young people leaving care, as their case lets a user see them: lists by label, one in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.permissions import Someone
from pacte.ground.pathways.enums import CaseEventKind, ClockHold
from pacte.ground.pathways.models import CaseClock, CaseEvent
from pacte.ground.pathways.reads.cases import CaseSight, case_sight, visible
from pacte.ground.people.reads.labels import labels

from ..enums import PlanDomain
from ..models import AutonomyGoal, CareReturn, ContractRefusal, YoungAdult, YoungContract
from ..rules import Signed, in_force, is_a_right, is_late, may_come_back

SCHEME = "young_adults"
SOON = timedelta(days=60)
SHOWN = 200
WAITED = ("interview_before_18", "six_months_after")
"""The two interviews that the law dates."""


def within_reach(user: Someone) -> QuerySet[YoungAdult]:
    """The young people whose case the user sees; a protected child's, those who follow the file alone."""
    cases = visible(user).filter(scheme__key=SCHEME)
    return YoungAdult.objects.filter(case__in=cases.values("pk")).select_related("case__file__person")


@dataclass(frozen=True)
class YoungLine:
    """One young person in a list. `contract` is the one in force, `interview` the term of the interview that is due."""

    young: YoungAdult
    name: str
    contract: YoungContract | None = None
    interview: date | None = None
    is_as_soon_as_possible: bool = False
    days_left: int | None = None


@dataclass
class YoungBoard:
    """What presses: contracts that end soon, interviews due, young adults without a contract; then the others."""

    ending: list[YoungLine] = field(default_factory=list)
    interviews: list[YoungLine] = field(default_factory=list)
    without: list[YoungLine] = field(default_factory=list)
    others: list[YoungLine] = field(default_factory=list)


def board_of(user: User, today: date) -> YoungBoard:
    """The young people within reach, each once, where it presses most."""
    rows = list(within_reach(user).order_by("turns_18_on", "pk")[:SHOWN])
    names = labels(user, [row.case.file.person for row in rows if row.case.file])
    held = {each.young_id: each for each in YoungContract.objects.in_force(today).filter(young__in=rows)}
    due, seen = _interviews(rows), _interviewed(rows)
    board = YoungBoard()
    for row in rows:
        assert row.case.file is not None
        name = names.get(row.case.file.person_id, row.case.label)
        _place(board, YoungLine(row, name, held.get(row.pk), due.get(row.case_id), _waits(row, seen)), today)
    board.ending.sort(key=lambda line: line.days_left or 0)
    return board


def _interviews(rows: Iterable[YoungAdult]) -> dict[int, date]:
    clocks = CaseClock.objects.filter(
        case__in=[row.case_id for row in rows], clock__in=WAITED, hold=ClockHold.LIVE, due_on__isnull=False
    )
    return {case: due for case, due in clocks.order_by("-due_on").values_list("case", "due_on") if due}


def _interviewed(rows: Iterable[YoungAdult]) -> set[int]:
    happened = CaseEvent.objects.filter(
        case__in=[row.case_id for row in rows], kind=CaseEventKind.HAPPENED, what="interview_held"
    )
    return set(happened.values_list("case", flat=True))


def _place(board: YoungBoard, line: YoungLine, today: date) -> None:
    young = line.young
    if line.contract is not None and line.contract.dates.last <= today + SOON:
        left = (line.contract.dates.last - today).days
        board.ending.append(replace(line, days_left=left))
    elif line.interview is not None or line.is_as_soon_as_possible:
        board.interviews.append(line)
    elif line.contract is None and young.left_on is None and young.turns_18_on and young.turns_18_on <= today:
        board.without.append(line)
    else:
        board.others.append(line)


def _waits(young: YoungAdult, interviewed: set[int]) -> bool:
    """Taken in charge after 17 years, and no interview yet: no term, but as soon as possible."""
    if young.turns_18_on is None or young.taken_in_charge_on is None or young.left_on:
        return False
    return is_late(young.turns_18_on, young.taken_in_charge_on) and young.case_id not in interviewed


def waiting_late(rows: list[YoungAdult]) -> list[YoungAdult]:
    """Those of them whose interview is held as soon as possible, and was not yet."""
    if not rows:
        return []
    interviewed = _interviewed(rows)
    return [row for row in rows if _waits(row, interviewed)]


def contracts_ending(user: Someone, today: date, until: date) -> QuerySet[YoungContract]:
    """Contracts in force, within reach, that end by that day and that no later one follows."""
    rows = YoungContract.objects.in_force(today).filter(young__in=within_reach(user), ends_on__lte=until)
    followed = YoungContract.objects.filter(starts_on__gt=today).values("young")
    return rows.exclude(young__in=followed).select_related("young__case").order_by("ends_on", "pk")


@dataclass(frozen=True)
class GoalShown:
    goal: AutonomyGoal
    words: str


@dataclass(frozen=True)
class YoungShown:
    """One young person's page: only what the sight opens is in clear."""

    young: YoungAdult
    seen: CaseSight
    trusted: str
    goals: list[GoalShown]
    hidden_goals: int
    contracts: list[tuple[YoungContract, str]]
    refusals: list[tuple[ContractRefusal, str]]
    returns: list[CareReturn]
    in_force: Signed | None
    is_a_right: bool
    may_come_back: bool


def opens_goal(seen: CaseSight, goal: AutonomyGoal) -> bool:
    """An aim is read with the notes; one about health, by those who read health data."""
    return seen.shows(FieldClass.HEALTH if goal.domain == PlanDomain.HEALTH else FieldClass.FREE_TEXT)


def shown(seen: CaseSight, young: YoungAdult, today: date) -> YoungShown:
    """What this user reads of one young person."""
    goals = list(young.goals.all())
    readable = [each for each in goals if opens_goal(seen, each)]
    contracts = list(young.contracts.all())
    words = seen.shows(FieldClass.FREE_TEXT)
    birthday = young.turns_18_on
    return YoungShown(
        young=young, seen=seen,
        trusted=_opened(young.sealed_trusted, seen.shows(FieldClass.IDENTITY)),
        goals=[GoalShown(each, _opened(each.sealed_words, True)) for each in readable],
        hidden_goals=len(goals) - len(readable),
        contracts=[(each, _opened(each.sealed_content, words)) for each in contracts],
        refusals=[(each, _opened(each.sealed_words, words)) for each in young.refusals.all()],
        returns=list(young.returns.all()),
        in_force=in_force([each.dates for each in contracts], today),
        is_a_right=birthday is not None and is_a_right(today, birthday),
        may_come_back=birthday is not None and young.left_on is not None and may_come_back(today, birthday),
    )  # fmt: skip


def _opened(sealed: str, opens: bool) -> str:
    return unseal(sealed) if sealed and opens else ""


def may_read(user: User, young: YoungAdult, field_class: FieldClass) -> bool:
    """Does the case's file open this class of data to the user?"""
    seen = case_sight(user, young.case)
    return seen is not None and seen.shows(field_class)
