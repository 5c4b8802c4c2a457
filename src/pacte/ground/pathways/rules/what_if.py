"""What would move if something happened, were planned or known: the case is folded with it, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.periods import Period
from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.story import Event, EventKind, Running, Story


@dataclass(frozen=True)
class Change:
    """Something supposed, as an event would say it: `Change(EventKind.PLANNED, "hearing", day)`."""

    kind: EventKind
    what: str = ""
    on: date | None = None
    value: Any = None


@dataclass(frozen=True)
class Difference:
    """A clock that moves: as it is and as it would be. None when it does not run there."""

    clock: str
    occurrence: int
    before: Running | None
    after: Running | None

    @property
    def days(self) -> int | None:
        """By how many days the term moves, when there is one on both sides.

        >>> day = date(2025, 6, 12)
        >>> Difference("a", 1, Running("a", 1, day, day), Running("a", 1, day, day.replace(day=20))).days
        8
        """
        if self.before is None or self.after is None or self.before.due is None or self.after.due is None:
            return None
        return (self.after.due - self.before.due).days


def what_if(
    scheme: Scheme, events: Iterable[Event], changes: Iterable[Change], periods: Iterable[Period] = ()
) -> list[Difference]:
    """The clocks that changes would move, start, stop or suspend, in the scheme's order."""
    events, periods = list(events), tuple(periods)
    return differences(scheme, fold(scheme, events, periods), supposed(scheme, events, changes, periods))


def supposed(
    scheme: Scheme, events: Iterable[Event], changes: Iterable[Change], periods: Iterable[Period] = ()
) -> Story:
    """The story that a case would have with these changes, recorded after all its events."""
    told = list(events)
    rank = max((each.rank for each in told), default=0)
    for place, each in enumerate(changes, start=1):
        told.append(Event(f"supposed-{place}", rank + place, each.kind, each.what, each.on, each.value))
    return fold(scheme, told, periods)


def differences(scheme: Scheme, before: Story, after: Story) -> list[Difference]:
    """The clocks that are not the same in two stories: a version beside another, a change beside none."""
    was, becomes = _by_clock(before), _by_clock(after)
    places = {each.key: place for place, each in enumerate(scheme.clocks)}
    keys = sorted({*was, *becomes}, key=lambda each: (places.get(each[0], len(places)), each))
    return [
        Difference(clock, occurrence, was.get((clock, occurrence)), becomes.get((clock, occurrence)))
        for clock, occurrence in keys
        if was.get((clock, occurrence)) != becomes.get((clock, occurrence))
    ]


def _by_clock(story: Story) -> dict[tuple[str, int], Running]:
    return {(each.clock, each.occurrence): each for each in story.clocks}
