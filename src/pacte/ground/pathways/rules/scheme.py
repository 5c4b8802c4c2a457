"""What a scheme says: its steps, its clocks, the facts it asks for. Frozen data, made from a file by `rules.parse`.

A scheme is data, so that a city changes it without a developer. Every label is French; an English one may stand beside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any


class Unit(StrEnum):
    """Units of a delay. Ouvrés: Monday to Friday; ouvrables: Monday to Saturday; both without public holidays.

    Francs: neither the first nor the last day counts (abolished in civil matters by D. 28/08/1972, kept as an option).
    """

    DAYS = "days"
    CLEAR_DAYS = "clear_days"
    WORKING_DAYS = "working_days"
    BUSINESS_DAYS = "business_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Roll(StrEnum):
    """What becomes of a term that falls on a Saturday, a Sunday or a holiday (CPC 642: the next working day).

    A delay counted backward rolls to the earlier working day: a prudent choice, that no text confirms.
    """

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class TermDirection(StrEnum):
    """Whether a delay is counted after its start, or back from it."""

    AFTER = "after"
    BEFORE = "before"


class Limit(StrEnum):
    """At most: the act is to be done by the term. At least: it may not be done before it."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Occurrences(StrEnum):
    """Of a step that happens several times, what starts the clock: the first, the last (it restarts), or each."""

    FIRST = "first"
    LAST = "last"
    EACH = "each"


class FactKind(StrEnum):
    """What the value of a fact is: a day, a number, cents, a coded choice, yes or no."""

    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True)
class Fact:
    """Something that is true of a case and decides rules: the date of a lease, who the landlord is. Money in cents."""

    key: str
    label: str
    kind: FactKind
    choices: tuple[Choice, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Document:
    """A document that a step asks for."""

    key: str
    label: str


@dataclass(frozen=True)
class Step:
    """Something that happens on a day. `after`: what normally comes first; `repeats`: may happen several times.

    `by` is who acts, in words. `opens`: a case may begin with it. `closes` names the outcome that it brings, if any.
    `act` says what the worker is invited to do ("Proposer un entretien").
    """

    key: str
    label: str
    by: str = ""
    after: tuple[str, ...] = ()
    repeats: bool = False
    opens: bool = False
    closes: str = ""
    documents: tuple[Document, ...] = ()
    help: str = ""
    options: tuple[str, ...] = ()
    """What the household may do at this stage, in words: fund, debt relief, legal advice, delays…"""
    plannable: bool = True


@dataclass(frozen=True)
class Outcome:
    """How a case may end. `avoids_rupture` when it counts as a rupture avoided, and `why` says on what ground.

    `by_hand`: a worker may choose it when closing; otherwise only a step brings it.
    """

    key: str
    label: str
    avoids_rupture: bool = False
    why: str = ""
    by_hand: bool = True


@dataclass(frozen=True)
class Rule:
    """One length of a clock, for a range of the fact that chooses (`since` included, `until` excluded).

    Without `since` nor `until` it holds always. `values` chooses by a coded fact instead.
    """

    length: int
    unit: Unit
    reference: str = ""
    since: date | None = None
    until: date | None = None
    values: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True)
class Clock:
    """A delay between a start (a step, or a fact that is a date) and the acts that stop it.

    `chosen_by` names the fact that picks one of `rules`; "" picks by the day on which the clock starts.
    A clock that looks back (`before`) hangs on a planned date as well as on a day that came: it moves with it.
    `on_plan` lets a clock that looks forward hang on a planned date too. `paused_by` and `resumed_by` are steps;
    `deferred_by` names dated periods out of which the term is moved (the winter truce), unless the flag fact
    `deferred_unless` is true. `survives` the end of the case. `soon` days before the term it is said to be near.
    `reminders` are days before the term (negative: after it).
    """

    key: str
    label: str
    start: str
    stops: tuple[str, ...]
    rules: tuple[Rule, ...]
    start_is_fact: bool = False
    direction: TermDirection = TermDirection.AFTER
    limit: Limit = Limit.AT_MOST
    roll: Roll = Roll.NEXT
    occurrences: Occurrences = Occurrences.LAST
    chosen_by: str = ""
    cancelled_by: tuple[str, ...] = ()
    paused_by: tuple[str, ...] = ()
    resumed_by: tuple[str, ...] = ()
    deferred_by: str = ""
    deferred_unless: str = ""
    on_plan: bool = False
    survives: bool = False
    actor: str = ""
    act: str = ""
    soon: int = 14
    reminders: tuple[int, ...] = ()


class MeasureKind(StrEnum):
    """What a scheme's own indicator counts: cases opened, cases open, a step happened, an outcome, a clock met in time,
    the median number of days between two steps."""

    OPENED = "opened"
    OPEN = "open"
    STEP = "step"
    OUTCOME = "outcome"
    WITHIN = "within"
    DAYS = "days"


@dataclass(frozen=True)
class Measure:
    """An indicator that the scheme declares: what is counted, from which step to which, in words."""

    key: str
    label: str
    kind: MeasureKind
    explanation: str
    step: str = ""
    until: str = ""
    outcome: str = ""
    clock: str = ""
    version: int = 1


@dataclass(frozen=True)
class Scheme:
    """One version of a scheme. `programme` is its code among the pact's schemes."""

    key: str
    version: str
    name: str
    programme: str
    chapter: str
    valid_from: date | None
    summary: str = ""
    is_sample: bool = False
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    clocks: tuple[Clock, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    measures: tuple[Measure, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, compare=False, hash=False)
    """Where each part is in its file, as {"step:summons_served": 41}; for messages alone."""

    @cached_property
    def steps_by_key(self) -> dict[str, Step]:
        return {each.key: each for each in self.steps}

    @cached_property
    def clocks_by_key(self) -> dict[str, Clock]:
        return {each.key: each for each in self.clocks}

    def step(self, key: str) -> Step | None:
        return self.steps_by_key.get(key)

    def clock(self, key: str) -> Clock | None:
        return self.clocks_by_key.get(key)

    def fact(self, key: str) -> Fact | None:
        return next((each for each in self.facts if each.key == key), None)

    def outcome(self, key: str) -> Outcome | None:
        return next((each for each in self.outcomes if each.key == key), None)

    def document(self, key: str) -> Document | None:
        return next((each for step in self.steps for each in step.documents if each.key == key), None)


Value = Any
