"""For programs: the cases that the token's user follows in its organisation, one case's story, and noting an event.

No name: a case is told by its number and its person's opaque key. Words and facts appear where their class is open.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pacte.ground.accounts.models import ApiToken
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import act_for

from ..models import Case
from ..permissions import require_case_work
from ..reads.case_clocks import ClockShown, clocks_shown
from ..reads.case_lists import mine
from ..reads.cases import CaseSight
from ..reads.stories import scheme_of, story_of
from ..rules.story import ClockState, Story
from ..services import recording
from ..services.opening import case_to_write, open_case

ROUTER = Router(tags=["pathways"])
PAGE = 200


class CaseRowOut(Schema):
    """A case that the token's user follows, by its number."""

    key: UUID
    label: str
    scheme: str
    stage: str
    opened_on: date
    closed_on: date | None
    outcome: str
    next_due_on: date | None


class CasesPageOut(Schema):
    """One page of cases; `next` is the offset of the following one, or null."""

    items: list[CaseRowOut]
    count: int
    next: int | None


class CaseClockOut(Schema):
    """A clock of a case: where it stands today, its term, and the text that gives it."""

    clock: str
    label: str
    state: ClockState
    started_on: date
    due_on: date | None
    possible: list[date]
    reference: str
    is_sample: bool


class CaseStepOut(Schema):
    """A step that happened, each of its days."""

    step: str
    days: list[date]


class CasePlanOut(Schema):
    """A step that is planned."""

    step: str
    on: date


class CaseStoryOut(Schema):
    """A case and what its events fold to. `facts` is absent when the situation is not open to the token's user."""

    key: UUID
    label: str
    person: UUID
    scheme: str
    version: str
    stage: str
    opened_on: date
    closed_on: date | None
    outcome: str
    may_write: bool
    happened: list[CaseStepOut]
    planned: list[CasePlanOut]
    clocks: list[CaseClockOut]
    warnings: list[str]
    facts: dict[str, Any] | None = None


class CaseEventIn(Schema):
    """What happened: a step of the scheme, the day it came, and words for the worker's story."""

    step: str = Field(max_length=60)
    on: date
    words: str = Field(default="", max_length=20_000)


class CaseEventOut(Schema):
    """What was noted."""

    key: UUID
    stage: str
    next_due_on: date | None


def _caller(request: HttpRequest) -> tuple[ApiToken, Organisation]:
    """The token, and the organisation to which its user's rights are narrowed from here on."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    organisation = token.organisation
    assert organisation is not None
    act_for(token.user, organisation)
    require_case_work(token.user)
    return token, organisation


@ROUTER.get("cases", response=CasesPageOut, url_name="pathways_cases")
def own_cases(request: HttpRequest, offset: int = Query(0, ge=0, le=10_000_000)) -> Any:
    """The cases of the files that the token's user follows, the next term first. Nobody restricted is listed."""
    token, organisation = _caller(request)
    found = mine(token.user, through=organisation).filter(file__person__restricted_since__isnull=True)
    count, following = found.count(), offset + PAGE
    rows = [_row(case) for case in found[offset:following]]
    return {"items": rows, "count": count, "next": following if following < count else None}


@ROUTER.get("cases/{uuid:key}", response=CaseStoryOut, url_name="pathways_case", exclude_unset=True)
def one_case(request: HttpRequest, key: UUID) -> Any:
    """One case: what happened, what is planned, where each clock stands. Its opening is in the journal."""
    token, organisation = _caller(request)
    seen = open_case(token.user, key, "api", through=organisation)
    return _story(seen, story_of(seen.case))


@ROUTER.post("cases/{uuid:key}/events", response={201: CaseEventOut}, url_name="pathways_case_events")
def note_event(request: HttpRequest, key: UUID, body: CaseEventIn) -> Any:
    """Note that a step happened, in a case that the token's user follows."""
    token, organisation = _caller(request)
    case_to_write(token.user, key, through=organisation)
    row = recording.happened(token.user, key, body.step, body.on, words=body.words)
    case = row.case
    return Status(201, {"key": row.key, "stage": case.stage, "next_due_on": case.next_due_on})


def _row(case: Case) -> dict[str, Any]:
    names = ("key", "label", "stage", "opened_on", "closed_on", "outcome", "next_due_on")
    return {name: getattr(case, name) for name in names} | {"scheme": case.scheme.key}


def _story(seen: CaseSight, story: Story) -> dict[str, Any]:
    scheme, today = scheme_of(seen.case), timezone.localdate()
    told = _row(seen.case) | {
        "person": seen.sight.person.key, "version": scheme.version, "may_write": seen.may_write,
        "happened": [{"step": step, "days": list(days)} for step, days in story.happened.items()],
        "planned": [{"step": step, "on": day} for step, day in story.planned.items()],
        "clocks": [_clock(each) for each in clocks_shown(scheme, story, today, opens_values=False)],
        "warnings": sorted({each.code for each in story.warnings}),
    }  # fmt: skip
    if seen.shows(FieldClass.SITUATION):
        told["facts"] = story.facts
    return told


def _clock(each: ClockShown) -> dict[str, Any]:
    running = each.running
    return {
        "clock": running.clock, "label": each.label, "state": each.state, "started_on": running.started_on,
        "due_on": running.due, "possible": list(running.candidates), "reference": each.reference,
        "is_sample": each.is_sample,
    }  # fmt: skip
