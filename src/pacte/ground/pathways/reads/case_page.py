"""The page of a case: what comes next and why, the story so far and ahead, the clocks, the papers, the people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.documents.models import Attachment

from .. import registry
from ..models import Case, CaseEvent
from ..rules.fold import fold
from ..rules.scheme import Scheme, Step
from ..rules.status import ActSource, NextAct, next_acts
from ..rules.story import Story
from . import case_words as words
from .case_clocks import ClockShown, clocks_shown
from .case_people import Around, around, is_inside
from .case_timeline import Line, Telling
from .cases import CaseSight
from .stories import events_from, periods, scheme_of

RECENT = 8
"""Lines of the past that stand open; older ones are one click away."""
MOST_ACTS = 6


@dataclass(frozen=True)
class ActShown:
    """Something to do: `title` invites, `on` is its term or planned day, `clock` why that day, `step` what to note."""

    title: str
    on: date | None
    near: str
    step: str = ""
    document: str = ""
    actor: str = ""
    clock: ClockShown | None = None
    is_plan: bool = False
    may_plan: bool = False


@dataclass(frozen=True)
class Ahead:
    """A day to come: a planned step or the term of a clock."""

    day: date
    title: str
    near: str
    clock: ClockShown | None = None
    step: str = ""


@dataclass(frozen=True)
class DocumentShown:
    """A document of the scheme in this case, and the files kept of it."""

    key: str
    label: str
    asked_on: date | None
    given_on: date | None
    attachments: list[Attachment] = field(default_factory=list)
    is_expected: bool = False


@dataclass(frozen=True)
class FactShown:
    key: str
    label: str
    value: str
    help: str = ""
    is_known: bool = False


@dataclass(frozen=True)
class CasePage:
    """All that the page says. `acts` come in order of term; `main` is the first of them."""

    seen: CaseSight
    scheme: Scheme
    story: Story
    today: date
    stage: str
    stage_on: date | None
    outcome: str
    acts: list[ActShown]
    options: list[str]
    past: list[Line]
    earlier: list[Line]
    ahead: list[Ahead]
    clocks: list[ClockShown]
    documents: list[DocumentShown]
    facts: list[FactShown]
    warnings: list[str]
    around: Around
    panels: list[registry.CasePanel]

    @property
    def case(self) -> Case:
        return self.seen.case

    @property
    def main(self) -> ActShown | None:
        """What presses most."""
        return self.acts[0] if self.acts else None

    @property
    def passed(self) -> list[Ahead]:
        """Terms and planned days that went by: told before today."""
        return [each for each in self.ahead if each.day < self.today]

    @property
    def to_come(self) -> list[Ahead]:
        """Today's and those after."""
        return [each for each in self.ahead if each.day >= self.today]

    @property
    def live(self) -> list[ClockShown]:
        return [each for each in self.clocks if each.is_live]

    @property
    def ended(self) -> list[ClockShown]:
        return [each for each in self.clocks if not each.is_live]

    @property
    def is_named_apart(self) -> bool:
        """Does the reader see no more than a pseudonym?"""
        return not self.seen.sight.shows(FieldClass.IDENTITY)


def page_of(user: User, seen: CaseSight, today: date) -> CasePage:
    """The case as this user reads it today. The caller opened it, which the journal noted."""
    case, scheme = seen.case, scheme_of(seen.case)
    rows = list(case.events.select_related("by").order_by("rank"))
    story = fold(scheme, events_from(rows), periods())
    clocks = clocks_shown(scheme, story, today, opens_values=seen.shows(FieldClass.SITUATION))
    lines = lines_of(user, seen, scheme, story, rows)
    recent = lines[-RECENT:] if len(lines) > RECENT + 2 else lines
    return CasePage(
        seen, scheme, story, today,
        stage=words.stage_words(scheme, story.stage),
        stage_on=story.happened[story.stage][-1] if story.stage in story.happened else None,
        outcome=words.name_of(scheme, story.outcome) if story.outcome else "",
        acts=acts_of(scheme, story, clocks, today),
        options=options_of(scheme, story),
        past=recent, earlier=lines[: len(lines) - len(recent)],
        ahead=ahead_of(scheme, story, clocks, today),
        clocks=clocks,
        documents=documents_of(case, scheme, story, files=seen.shows(FieldClass.SITUATION)),
        facts=facts_of(scheme, story) if seen.shows(FieldClass.SITUATION) else [],
        warnings=[words.warning_words(scheme, each) for each in story.warnings if each.code != "fact_unknown"],
        around=around(user, seen),
        panels=registry.panels(user, case.scheme.key, seen),
    )  # fmt: skip


def lines_of(user: User, seen: CaseSight, scheme: Scheme, story: Story, rows: list[CaseEvent]) -> list[Line]:
    """The story so far, with the words and values that the reader may read."""
    telling = Telling(
        scheme, story, opens_values=seen.shows(FieldClass.SITUATION), opens_words=seen.shows(FieldClass.FREE_TEXT),
        may_write=seen.may_write, names=is_inside(user, seen.file_sight.file),
    )  # fmt: skip
    return telling.lines(rows)


def acts_of(scheme: Scheme, story: Story, clocks: list[ClockShown], today: date) -> list[ActShown]:
    """What may be done next, the most pressing first."""
    by_clock = {(each.running.clock, each.running.occurrence): each for each in clocks}
    found = [_act(scheme, each, by_clock.get((each.clock, each.occurrence)), today)
             for each in next_acts(scheme, story, today)]  # fmt: skip
    return found[:MOST_ACTS]


def _act(scheme: Scheme, act: NextAct, clock: ClockShown | None, today: date) -> ActShown:
    step = scheme.step(act.what)
    name = words.name_of(scheme, act.what)
    may_plan = step is not None and step.plannable
    if act.source is ActSource.CLOCK and clock is not None:
        return ActShown(
            act.act or name, act.on, clock.near, act.what, actor=act.actor or (step.by if step else ""),
            clock=clock, may_plan=may_plan,
        )  # fmt: skip
    if act.source is ActSource.DOCUMENT:
        return ActShown(_("Recevoir : %(document)s") % {"document": name}, None, "", document=act.what)
    near = words.near_words(act.on, today) if act.on else ""
    return ActShown(
        name, act.on, near, act.what, actor=step.by if step else "", is_plan=act.source is ActSource.PLAN,
        may_plan=may_plan,
    )  # fmt: skip


def options_of(scheme: Scheme, story: Story) -> list[str]:
    """What the household may do at this stage; those of the last stage that names some."""
    if story.closed_on is not None:
        return []
    steps = [step for step in scheme.steps if step.key in story.happened and step.options]
    last: Step | None = max(steps, key=lambda step: story.happened[step.key][-1], default=None)
    return list(last.options) if last else []


def ahead_of(scheme: Scheme, story: Story, clocks: list[ClockShown], today: date) -> list[Ahead]:
    """Days to come, the nearest first: plans, and terms of clocks."""
    found = [
        Ahead(day, words.name_of(scheme, step), words.near_words(day, today), step=step)
        for step, day in story.planned.items() if story.closed_on is None
    ]  # fmt: skip
    found += [
        Ahead(each.running.due, each.label, each.near, clock=each)
        for each in clocks if each.is_live and each.running.due and each.running.paused_since is None
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.day, each.clock is None))


def documents_of(case: Case, scheme: Scheme, story: Story, *, files: bool) -> list[DocumentShown]:
    """The documents asked for, received, or that a step at hand asks for."""
    kept: dict[str, list[Attachment]] = {}
    for row in case.documents.select_related("attachment").order_by("pk") if files else []:
        if row.attachment is not None:
            kept.setdefault(row.document, []).append(row.attachment)
    at_hand = _steps_at_hand(scheme, story)
    expected = {each.key for step in scheme.steps if step.key in at_hand for each in step.documents}
    wanted = expected | set(story.asked) | set(story.given) | set(kept)
    known = {each.key: each.label for step in scheme.steps for each in step.documents}
    return [
        DocumentShown(key, label, story.asked.get(key), story.given.get(key), kept.get(key, []), key in expected)
        for key, label in known.items() if key in wanted
    ]  # fmt: skip


def _steps_at_hand(scheme: Scheme, story: Story) -> set[str]:
    """Steps that happened, are planned, or may follow."""
    at_hand = set(story.happened) | set(story.planned)
    if story.closed_on is None:
        at_hand |= {step.key for step in scheme.steps if set(step.after) & set(story.happened)}
    return at_hand


def facts_of(scheme: Scheme, story: Story) -> list[FactShown]:
    """What is known of the case, and what is not yet."""
    return [
        FactShown(fact.key, fact.label, words.value_words(fact, story.facts.get(fact.key)), fact.help,
                  fact.key in story.facts)
        for fact in scheme.facts
    ]  # fmt: skip
