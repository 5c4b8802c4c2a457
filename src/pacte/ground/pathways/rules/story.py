"""A case as a list of dated events, and what they fold to. Plain data: nothing here reads a row or a clock on the wall.

An event is appended, never edited. A correction names the event that it replaces or voids; folding with an error and
its correction equals folding without ever having made the error.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What an event says. All carry a rank, which decides between two that speak of the same thing."""

    HAPPENED = "happened"
    PLANNED = "planned"
    FACT = "fact"
    PAUSED = "paused"
    RESUMED = "resumed"
    CLOSED = "closed"
    REOPENED = "reopened"
    ASKED = "asked"
    GIVEN = "given"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Event:
    """`key` names it, `rank` is its place in the order of recording (unique in the case).

    `what` is a step (happened, planned), a fact, a clock or "" for all clocks (paused, resumed), an outcome (closed),
    a document (asked, given). `on` is the day it speaks of; a plan without a day is a plan taken back. `value` is
    that of a fact (a date as ISO text, money in cents, a flag, a code). A happened event may name in `fulfils` the plan
    that it carries out.
    A correction has a `target`, and a `replacement` that takes the target's rank, or None to void it.
    """

    key: str
    rank: int
    kind: EventKind
    what: str = ""
    on: date | None = None
    value: Any = None
    fulfils: str = ""
    target: str = ""
    replacement: Event | None = None


class ClockState(StrEnum):
    """Where a clock stands on a day.

    Allowed: a delay "at least" has run out, the act may be done. Undetermined: the fact that picks its length is not
    known; `due` is then the earliest of what it may be.
    """

    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    WAITING = "waiting"
    ALLOWED = "allowed"
    TOO_EARLY = "too_early"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Running:
    """A clock of a case, whatever the day: its start and term, why that term, and what ended it.

    `on_plan`: it hangs on a planned date. `candidates`: the terms that it may have while the fact that decides is not
    known, `due` being the earliest. `ended_on` is the day of the act that stopped it, `ended_by` its step.
    `paused_days` are those of the suspensions that are over. `deferred_from` is the term before a period moved it.
    `rule` is the index of the rule in the clock's rules. `occurrence` counts from 1.
    """

    clock: str
    occurrence: int
    started_on: date
    due: date | None
    on_plan: bool = False
    rule: int | None = None
    candidates: tuple[date, ...] = ()
    ended_on: date | None = None
    cancelled_on: date | None = None
    paused_since: date | None = None
    paused_days: int = 0
    deferred_from: date | None = None
    ended_by: str = ""

    @property
    def is_live(self) -> bool:
        """Nothing ended it yet."""
        return self.ended_on is None and self.cancelled_on is None

    @property
    def is_undetermined(self) -> bool:
        return bool(self.candidates)


@dataclass(frozen=True)
class Warned:
    """Something unusual that does not forbid: `code`, the step or clock concerned, the days it speaks of."""

    code: str
    what: str
    other: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Story:
    """What the events of a case fold to. Steps map to the days they happened, in order; plans to the day ahead."""

    happened: dict[str, tuple[date, ...]] = field(default_factory=dict)
    planned: dict[str, date] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, date] = field(default_factory=dict)
    given: dict[str, date] = field(default_factory=dict)
    clocks: tuple[Running, ...] = ()
    outcome: str = ""
    closed_on: date | None = None
    stage: str = ""
    """The step that happened last, in the scheme's order when two happened the same day; "" before any."""
    warnings: tuple[Warned, ...] = ()
    voided: frozenset[str] = frozenset()
    """Events that a correction took away or replaced: still told, struck through."""
