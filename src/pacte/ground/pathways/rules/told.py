"""What the events that hold say, gathered by subject: days of each step, plans ahead, facts, suspensions, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.story import Event, EventKind


@dataclass
class Told:
    """What is known of a case before any clock runs. Of two that speak of the same thing, the higher rank holds.

    `days`: each (step, day) told. `marks`: suspensions and resumptions by hand as (day, rank, whether it pauses, clock
    or "" for all).
    """

    happened: dict[str, tuple[date, ...]] = field(default_factory=dict)
    planned: dict[str, date] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, date] = field(default_factory=dict)
    given: dict[str, date] = field(default_factory=dict)
    outcome: str = ""
    closed_on: date | None = None
    days: set[tuple[str, date]] = field(default_factory=set)
    marks: list[tuple[date, int, bool, str]] = field(default_factory=list)
    plans: dict[str, Event] = field(default_factory=dict)
    fulfilled: set[str] = field(default_factory=set)


def told(scheme: Scheme, events: Iterable[Event], renamed: dict[str, str]) -> Told:
    """Gather events that hold, given by rank. A step that closes, an end and a reopening speak of the same thing."""
    found = Told()
    steps = scheme.steps_by_key
    for event in events:
        _READERS[event.kind](found, event)
        if event.kind == EventKind.HAPPENED:
            if event.fulfils:
                found.fulfilled.add(renamed.get(event.fulfils, event.fulfils))
            step = steps.get(event.what)
            if step is not None and step.closes and event.on:
                found.outcome, found.closed_on = step.closes, event.on
    days: dict[str, list[date]] = {}
    for step_key, day in found.days:
        days.setdefault(step_key, []).append(day)
    found.happened = {key: tuple(sorted(each)) for key, each in days.items()}
    found.planned = {
        key: plan.on for key, plan in found.plans.items() if plan.on and not _is_fulfilled(scheme, found, plan)
    }
    return found


def _is_fulfilled(scheme: Scheme, found: Told, plan: Event) -> bool:
    """It was named by what happened; or the step happened: at any day, or from the planned day on when it repeats."""
    if plan.key in found.fulfilled:
        return True
    days = found.happened.get(plan.what)
    if not days:
        return False
    step = scheme.step(plan.what)
    repeats = step is None or step.repeats
    return not repeats or (plan.on is not None and days[-1] >= plan.on)


def _happened(found: Told, event: Event) -> None:
    if event.on:
        found.days.add((event.what, event.on))


def _planned(found: Told, event: Event) -> None:
    found.plans[event.what] = event


def _fact(found: Told, event: Event) -> None:
    _set(found.facts, event.what, event.value)


def _paused(found: Told, event: Event) -> None:
    if event.on:
        found.marks.append((event.on, event.rank, True, event.what))


def _resumed(found: Told, event: Event) -> None:
    if event.on:
        found.marks.append((event.on, event.rank, False, event.what))


def _closed(found: Told, event: Event) -> None:
    if event.on:
        found.outcome, found.closed_on = event.what, event.on


def _reopened(found: Told, event: Event) -> None:
    found.outcome, found.closed_on = "", None


def _asked(found: Told, event: Event) -> None:
    _set(found.asked, event.what, event.on)


def _given(found: Told, event: Event) -> None:
    _set(found.given, event.what, event.on)


def _set(kept: dict[str, Any], key: str, value: Any) -> None:
    """The last word holds; a word without a value takes it back."""
    if value is None:
        kept.pop(key, None)
    else:
        kept[key] = value


_READERS: dict[str, Callable[[Told, Event], None]] = {
    EventKind.HAPPENED: _happened,
    EventKind.PLANNED: _planned,
    EventKind.FACT: _fact,
    EventKind.PAUSED: _paused,
    EventKind.RESUMED: _resumed,
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _reopened,
    EventKind.ASKED: _asked,
    EventKind.GIVEN: _given,
    EventKind.CORRECTED: lambda found, event: None,
}
