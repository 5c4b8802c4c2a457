"""One case under two versions of its scheme: which terms move, come or go, what the other version does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.periods import Period
from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.story import Event, EventKind, Story


@dataclass(frozen=True)
class TermChange:
    """A live clock whose term is not the same: `before` is None for a clock that comes, `after` for one that goes."""

    clock: str
    occurrence: int
    before: date | None
    after: date | None


@dataclass(frozen=True)
class CaseChange:
    """What another version changes for a case. `lost` are the (kind, code) of what it does not know any more.

    `stage` is (before, after) when it changes; `outcome` too: one that comes ends the case, one that goes reopens it.
    """

    terms: tuple[TermChange, ...] = ()
    stage: tuple[str, str] | None = None
    outcome: tuple[str, str] | None = None
    lost: tuple[tuple[str, str], ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.terms or self.stage or self.outcome or self.lost)


def compare(before: Scheme, after: Scheme, events: Iterable[Event], periods: Iterable[Period] = ()) -> CaseChange:
    """What the same events tell differently under `after`.

    >>> from pacte.ground.pathways.rules.scheme import Clock, Rule, Step, Unit
    >>> steps = (Step("asked", "Demande", opens=True), Step("seen", "Reçu", after=("asked",)))
    >>> month, week = (Clock("c", "C", "asked", ("seen",), (Rule(1, unit),)) for unit in (Unit.MONTHS, Unit.WEEKS))
    >>> one, two = (Scheme("s", "1", "S", "", "", None, steps=steps, clocks=(clock,)) for clock in (month, week))
    >>> compare(one, two, [Event("e", 1, EventKind.HAPPENED, "asked", date(2025, 3, 3))]).terms
    (TermChange(clock='c', occurrence=1, before=datetime.date(2025, 4, 3), after=datetime.date(2025, 3, 10)),)
    """
    told, truces = list(events), tuple(periods)
    first, second = fold(before, told, truces), fold(after, told, truces)
    return CaseChange(
        tuple(_terms(first, second)),
        (first.stage, second.stage) if first.stage != second.stage else None,
        (first.outcome, second.outcome) if first.outcome != second.outcome else None,
        tuple(_lost(before, after, told)),
    )


def _terms(first: Story, second: Story) -> Iterable[TermChange]:
    olds, news = (_live(story) for story in (first, second))
    for name in sorted(olds.keys() | news.keys()):
        if olds.get(name) != news.get(name):
            yield TermChange(*name, olds.get(name), news.get(name))


def _live(story: Story) -> dict[tuple[str, int], date]:
    return {(each.clock, each.occurrence): each.due for each in story.clocks if each.is_live and each.due}


def _lost(before: Scheme, after: Scheme, events: list[Event]) -> Iterable[tuple[str, str]]:
    """Steps, facts and outcomes that the case speaks of, which `before` has and `after` has not."""
    said = {(each.kind, each.what) for event in events for each in (event, event.replacement) if each and each.what}
    kinds = {
        EventKind.HAPPENED: "step", EventKind.PLANNED: "step", EventKind.FACT: "fact", EventKind.CLOSED: "outcome",
        EventKind.ASKED: "document", EventKind.GIVEN: "document",
    }  # fmt: skip
    found = {(kinds[kind], what) for kind, what in said if kind in kinds}
    for kind, what in sorted(found):
        if getattr(before, kind)(what) is not None and getattr(after, kind)(what) is None:
            yield kind, what
