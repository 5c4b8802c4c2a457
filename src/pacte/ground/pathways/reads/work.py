"""What the cases in a worker's charge ask of them today: terms, planned acts, documents that do not come.

Read in a fixed number of queries whatever the number of cases. A case is named by its number and its scheme.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User

from ..enums import CaseEventKind
from ..models import Case, CaseClock, CaseEvent
from ..permissions import follows_cases
from ..rules.fold import fold
from ..rules.scheme import Scheme
from ..rules.story import Event, Story
from .cases import visible
from .stories import TELLING, event_of, schemes_of

PLAN_FORGOTTEN_AFTER = timedelta(days=30)
"""A planned day so long gone is no longer asked about."""
DOCUMENT_AWAITED_FOR = timedelta(days=14)
"""After so long a document asked for is worth a call. An example: each team settles its own."""
ALLOWED_SHOWN_FOR = timedelta(days=60)
MOST = 200


@dataclass(frozen=True)
class LeadCase:
    """A running case in the worker's charge, as lists name it."""

    key: str
    label: str
    scheme: str
    version: int


@dataclass(frozen=True)
class Due:
    """A clock of a case: what it asks, by when. `is_allowed`: its delay "at least" has run out on that day."""

    case: LeadCase
    label: str
    act: str
    due_on: date
    is_allowed: bool = False
    is_undetermined: bool = False


@dataclass(frozen=True)
class PlannedAct:
    """An act planned on a day that has come, and not noted yet."""

    case: LeadCase
    label: str
    on: date


@dataclass(frozen=True)
class AwaitedDocument:
    """A document asked for on a day, that nobody has received."""

    case: LeadCase
    label: str
    asked_on: date


@dataclass(frozen=True)
class Work:
    """What is asked of one worker."""

    dues: list[Due]
    planned: list[PlannedAct]
    documents: list[AwaitedDocument]


NOTHING = Work([], [], [])


def work_of(user: User, today: date) -> Work:
    """What the cases led by this user ask today: overdue and near terms, acts that became possible, planned acts.

    Suspended and cancelled clocks ask nothing, nor a case that the user may no longer see.
    """
    if not follows_cases(user):
        return NOTHING
    cases = led_by(user)
    if not cases:
        return NOTHING
    clocks = _clocks(cases, today)
    candidates = _candidates(cases, today)
    asked = {cases[row["case"]].version for row in clocks} | {cases[pk].version for pk in candidates}
    schemes = schemes_of(asked) if asked else {}
    stories = _stories(cases, candidates, schemes)
    return Work(
        dues=[
            due for row in clocks if (due := _due(cases[row["case"]], schemes[cases[row["case"]].version], row, today))
        ],
        planned=_planned(cases, stories, schemes, today),
        documents=_documents(cases, stories, schemes, today),
    )


def led_by(user: User) -> dict[int, LeadCase]:
    """The cases in the user's charge, those ended included while a clock of theirs goes on, by primary key."""
    lives = CaseClock.objects.live().filter(case=OuterRef("pk"))
    rows = Case.objects.filter(Q(closed_on__isnull=True) | Exists(lives), lead=user)
    rows = rows.filter(pk__in=visible(user).filter(lead=user).values("pk"))
    columns = rows.order_by("number").values_list("pk", "key", "number", "scheme__name", "version_id")
    return {
        pk: LeadCase(str(key), f"P-{number:06}", scheme, version) for pk, key, number, scheme, version in columns
    }  # fmt: skip


def _clocks(cases: dict[int, LeadCase], today: date) -> list[dict[str, Any]]:
    near = Q(is_minimum=False) & (Q(due_on__lte=today) | Q(soon_on__lte=today))
    allowed = Q(is_minimum=True, is_undetermined=False, due_on__range=(today - ALLOWED_SHOWN_FOR, today))
    rows = CaseClock.objects.live().filter(near | allowed, case__in=list(cases), due_on__isnull=False)
    columns = ("case", "case__closed_on", "clock", "due_on", "is_minimum", "is_undetermined")
    return list(rows.order_by("due_on", "case").values(*columns)[:MOST])


def _due(case: LeadCase, scheme: Scheme, row: dict[str, Any], today: date) -> Due | None:
    """What a clock asks; none when it asked no act of anyone here and ran out after its case had ended.

    Such a clock is a right of the household, an appeal say: once its day is past, there is nothing left to do.
    """
    clock = scheme.clock(row["clock"])
    if row["case__closed_on"] is not None and row["due_on"] < today and not (clock and clock.act):
        return None
    act = clock.act if clock and clock.act else _("Ouvrir le parcours")
    label = clock.label if clock else row["clock"]
    return Due(case, label, act, row["due_on"], is_allowed=row["is_minimum"], is_undetermined=row["is_undetermined"])


def _candidates(cases: dict[int, LeadCase], today: date) -> list[int]:
    """Cases where a plan of these days may wait for its note, or a document for its receipt."""
    mine = CaseEvent.objects.filter(case__in=list(cases), on__lte=today)
    came = CaseEvent.objects.filter(
        case=OuterRef("case"), kind=CaseEventKind.HAPPENED, what=OuterRef("what"), on__gte=OuterRef("on")
    )
    given = CaseEvent.objects.filter(case=OuterRef("case"), kind=CaseEventKind.GIVEN, what=OuterRef("what"))
    told = {"planned": CaseEventKind.PLANNED, "asked": CaseEventKind.ASKED}
    is_plan = Q(kind=told["planned"]) | Q(kind=CaseEventKind.CORRECTED, replaces=told["planned"])
    is_asked = Q(kind=told["asked"]) | Q(kind=CaseEventKind.CORRECTED, replaces=told["asked"])
    plans = mine.filter(is_plan, ~Exists(came), on__gte=today - PLAN_FORGOTTEN_AFTER)
    awaited = mine.filter(is_asked, ~Exists(given), on__lte=today - DOCUMENT_AWAITED_FOR)
    found = plans.order_by().values_list("case", flat=True).union(awaited.order_by().values_list("case", flat=True))
    return list(found[:MOST])


def _stories(cases: dict[int, LeadCase], asked: list[int], schemes: dict[int, Scheme]) -> dict[int, Story]:
    if not asked:
        return {}
    events: dict[int, list[Event]] = defaultdict(list)
    for row in CaseEvent.objects.filter(case__in=asked, kind__in=TELLING).order_by("case", F("rank")):
        events[row.case_id].append(event_of(row))
    return {pk: fold(schemes[cases[pk].version], events[pk]) for pk in asked}


def _planned(
    cases: dict[int, LeadCase], stories: dict[int, Story], schemes: dict[int, Scheme], today: date
) -> list[PlannedAct]:
    found = []
    for pk, story in stories.items():
        for key, day in story.planned.items():
            step = schemes[cases[pk].version].step(key)
            if step is not None and story.closed_on is None and today - PLAN_FORGOTTEN_AFTER <= day <= today:
                found.append(PlannedAct(cases[pk], step.label, day))
    return sorted(found, key=lambda each: each.on)


def _documents(
    cases: dict[int, LeadCase], stories: dict[int, Story], schemes: dict[int, Scheme], today: date
) -> list[AwaitedDocument]:
    found = []
    for pk, story in stories.items():
        for key, day in story.asked.items():
            document = schemes[cases[pk].version].document(key)
            is_awaited = key not in story.given and story.closed_on is None and day <= today - DOCUMENT_AWAITED_FOR
            if document is not None and is_awaited:
                found.append(AwaitedDocument(cases[pk], document.label, day))
    return sorted(found, key=lambda each: each.asked_on)
