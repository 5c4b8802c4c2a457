"""A case as one line of time: what happened, what is planned, the terms of its clocks, its end. Data for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.status import ENDED, state_of
from pacte.ground.pathways.rules.story import ClockState, Running, Story


class MomentKind(StrEnum):
    """What a moment of a case is."""

    HAPPENED = "happened"
    PLANNED = "planned"
    TERM = "term"
    DOCUMENT_ASKED = "document_asked"
    DOCUMENT_GIVEN = "document_given"
    END = "end"


@dataclass(frozen=True)
class Moment:
    """A day of a case. `what` is a step, a clock, a document or an outcome. `is_ahead`: after the day of reading.

    A term has its clock's `running` and `state`.
    """

    on: date
    kind: MomentKind
    what: str
    is_ahead: bool
    running: Running | None = None
    state: ClockState | None = None


def timeline(scheme: Scheme, story: Story, today: date) -> list[Moment]:
    """Past and future in order of days. The term of a clock that ended is told by the act that ended it, not again.

    >>> story = Story(happened={"visit": (date(2025, 3, 3),)}, planned={"review": date(2025, 9, 1)})
    >>> scheme = Scheme("visits", "1", "Visites", "", "", None)
    >>> [(each.kind.value, each.is_ahead) for each in timeline(scheme, story, date(2025, 5, 5))]
    [('happened', False), ('planned', True)]
    """
    order = list(MomentKind)
    keys = [each.key for each in scheme.steps] + [each.key for each in scheme.clocks]
    places = {key: place for place, key in enumerate(keys)}
    found = [*_days(story, today), *_terms(scheme, story, today)]
    return sorted(found, key=lambda each: (each.on, order.index(each.kind), places.get(each.what, 0), each.what))


def _days(story: Story, today: date) -> Iterator[Moment]:
    for step, days in story.happened.items():
        yield from (Moment(day, MomentKind.HAPPENED, step, day > today) for day in days)
    for kind, told in (
        (MomentKind.PLANNED, story.planned),
        (MomentKind.DOCUMENT_ASKED, story.asked),
        (MomentKind.DOCUMENT_GIVEN, story.given),
    ):
        yield from (Moment(day, kind, what, day > today) for what, day in told.items())
    if story.closed_on is not None:
        yield Moment(story.closed_on, MomentKind.END, story.outcome, story.closed_on > today)


def _terms(scheme: Scheme, story: Story, today: date) -> Iterator[Moment]:
    for running in story.clocks:
        state = state_of(running, scheme.clocks_by_key[running.clock], today)
        if state not in ENDED and running.due is not None:
            yield Moment(running.due, MomentKind.TERM, running.clock, running.due > today, running, state)
