"""Where each clock stands on a day, and what may be done next. The day is given, never read on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pacte.ground.pathways.rules.scheme import Clock, Limit, Scheme, Step
from pacte.ground.pathways.rules.story import ClockState, Running, Story

ENDED = (ClockState.MET, ClockState.LATE, ClockState.TOO_EARLY, ClockState.CANCELLED)
"""States of a clock that asks nothing any more."""


class ActSource(StrEnum):
    """Why an act comes next: a clock asks for it, it is planned, it may follow what happened, a document is awaited."""

    CLOCK = "clock"
    PLAN = "plan"
    STEP = "step"
    DOCUMENT = "document"


@dataclass(frozen=True)
class NextAct:
    """An act that may come next. `what` is the step, or the document when the source says so.

    For a clock: its key and occurrence, its state, its term (`on`) and the reference of the rule that gives it; `act`
    is how the scheme invites to it, `actor` who is to do it. For a plan, `on` is the planned day.
    """

    source: ActSource
    what: str
    on: date | None = None
    clock: str = ""
    occurrence: int = 0
    state: ClockState | None = None
    reference: str = ""
    act: str = ""
    actor: str = ""


def state_of(running: Running, clock: Clock, today: date) -> ClockState:
    """Where a clock stands on a day.

    An act is in time on the day of the term itself. A clock "at least" whose length is not known waits for the latest
    term that it may have: nothing is said allowed that might not be.

    >>> from pacte.ground.pathways.rules.scheme import Rule, Unit
    >>> month = Clock("answer", "Réponse", "asked", ("answered",), (Rule(1, Unit.MONTHS),), soon=7)
    >>> runs = Running("answer", 1, date(2025, 3, 3), date(2025, 4, 3))
    >>> [state_of(runs, month, date(2025, *day)).value for day in ((3, 26), (3, 27), (4, 3), (4, 4))]
    ['running', 'soon', 'soon', 'overdue']
    """
    if not running.is_live:
        return _ended(running, clock)
    if running.paused_since is not None and running.paused_since <= today:
        return ClockState.SUSPENDED
    if running.due is None:
        return ClockState.RUNNING
    if clock.limit == Limit.AT_LEAST:
        return ClockState.ALLOWED if today >= max((running.due, *running.candidates)) else ClockState.WAITING
    if today > running.due:
        return ClockState.OVERDUE
    return ClockState.SOON if (running.due - today).days <= clock.soon else ClockState.RUNNING


def _ended(running: Running, clock: Clock) -> ClockState:
    day = running.ended_on
    if day is None:
        return ClockState.CANCELLED
    if clock.limit == Limit.AT_LEAST:
        return ClockState.TOO_EARLY if running.due is not None and day < running.due else ClockState.MET
    return ClockState.MET if running.due is None or day <= running.due else ClockState.LATE


def reference_of(running: Running, clock: Clock) -> str:
    """The legal reference of the rule that gives the term; of all of them while it is not known which holds."""
    if running.rule is not None:
        return clock.rules[running.rule].reference
    return " ; ".join(dict.fromkeys(rule.reference for rule in clock.rules if rule.reference))


def next_acts(scheme: Scheme, story: Story, today: date) -> list[NextAct]:
    """What may be done next, the earliest day first: the acts that stop live clocks, plans ahead, steps that may
    follow, documents that were asked and not given. A case that is over asks only what survives it.
    """
    found = [*_of_clocks(scheme, story, today)]
    if story.closed_on is None:
        found += [NextAct(ActSource.PLAN, step, day) for step, day in story.planned.items()]
        told = {each.what for each in found}
        found += [NextAct(ActSource.STEP, step.key) for step in _following(scheme, story) if step.key not in told]
        awaited = (key for key in story.asked if key not in story.given)
        found += [NextAct(ActSource.DOCUMENT, key, story.asked[key]) for key in awaited]
    places = {step.key: place for place, step in enumerate(scheme.steps)}
    order = list(ActSource)
    return sorted(
        found,
        key=lambda each: (order.index(each.source) > 1, each.on or date.max, places.get(each.what, 0), each.clock),
    )


def _of_clocks(scheme: Scheme, story: Story, today: date) -> Iterator[NextAct]:
    for running in story.clocks:
        clock = scheme.clocks_by_key[running.clock]
        if running.is_live and clock.stops:
            yield NextAct(
                source=ActSource.CLOCK,
                what=clock.stops[0],
                on=running.due,
                clock=clock.key,
                occurrence=running.occurrence,
                state=state_of(running, clock, today),
                reference=reference_of(running, clock),
                act=clock.act,
                actor=clock.actor,
            )


def _following(scheme: Scheme, story: Story) -> Iterator[Step]:
    """Steps one of whose `after` happened; not those that happened already, unless they repeat."""
    for step in scheme.steps:
        if (step.repeats or step.key not in story.happened) and any(each in story.happened for each in step.after):
            yield step
