"""What a scheme's own indicator counts, over stories: each kind of measure and the cases behind the figure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from pacte.ground.pathways.rules.scheme import Limit, Measure, MeasureKind, Scheme
from pacte.ground.pathways.rules.status import state_of
from pacte.ground.pathways.rules.story import ClockState, Running, Story

Told = tuple[Hashable, date, Story]
"""A case: its key, the day on which it was opened, its story."""


@dataclass(frozen=True)
class MeasureCount:
    """A figure and the `keys` of the cases behind it.

    Of a clock met in time, `value` is the numerator and `denominator` counts the clocks that were met or whose term has
    passed; one case may have several. Of a number of days, `value` is the median, None without any case.
    """

    value: int | float | None
    keys: tuple[Hashable, ...]
    denominator: int | None = None


def counted(scheme: Scheme, measure: Measure, stories: Iterable[Told], since: date, until: date) -> MeasureCount:
    """What a measure counts from a day to another, both included. Cases open are those open at the end of the last day.

    >>> from pacte.ground.pathways.rules.scheme import Step
    >>> scheme = Scheme("visits", "1", "Visites", "", "", None, steps=(Step("visit", "Visite", opens=True),))
    >>> visits = Measure("visits", "Visites", MeasureKind.STEP, "", step="visit")
    >>> story = Story(happened={"visit": (date(2025, 3, 3), date(2025, 3, 9), date(2026, 1, 5))})
    >>> counted(scheme, visits, [("a", date(2025, 3, 3), story)], date(2025, 1, 1), date(2025, 12, 31))
    MeasureCount(value=2, keys=('a',), denominator=None)
    """
    if measure.kind == MeasureKind.WITHIN:
        return _within(scheme, measure, stories, since, until)
    if measure.kind == MeasureKind.DAYS:
        return _days(measure, stories, since, until)
    found = [(key, _COUNTS[measure.kind](measure, opened, story, since, until)) for key, opened, story in stories]
    return MeasureCount(sum(times for _, times in found), tuple(key for key, times in found if times))


def _opened(measure: Measure, opened: date, story: Story, since: date, until: date) -> int:
    return int(since <= opened <= until)


def _open(measure: Measure, opened: date, story: Story, since: date, until: date) -> int:
    return int(opened <= until and (story.closed_on is None or story.closed_on > until))


def _step(measure: Measure, opened: date, story: Story, since: date, until: date) -> int:
    return sum(since <= day <= until for day in story.happened.get(measure.step, ()))


def _outcome(measure: Measure, opened: date, story: Story, since: date, until: date) -> int:
    return int(story.outcome == measure.outcome and story.closed_on is not None and since <= story.closed_on <= until)


_COUNTS: dict[MeasureKind, Callable[[Measure, date, Story, date, date], int]] = {
    MeasureKind.OPENED: _opened,
    MeasureKind.OPEN: _open,
    MeasureKind.STEP: _step,
    MeasureKind.OUTCOME: _outcome,
}


def _within(scheme: Scheme, measure: Measure, stories: Iterable[Told], since: date, until: date) -> MeasureCount:
    night = until + timedelta(days=1)
    met = asked = 0
    keys: list[Hashable] = []
    for key, _, story in stories:
        for running in story.clocks:
            told = _in_time(scheme, running, night) if running.clock == measure.clock else None
            if told is not None and since <= told[0] <= until:
                asked += 1
                met += told[1]
                keys.append(key)
    return MeasureCount(met, tuple(dict.fromkeys(keys)), asked)


def _in_time(scheme: Scheme, running: Running, today: date) -> tuple[date, bool] | None:
    """The day that decided whether a clock was met in time, and whether it was; None while nothing decided.

    The act that met it decides, else its term once passed, even when the clock was cancelled later. Nothing is asked of
    a clock that is suspended, cancelled before its term, or whose length is not known.
    """
    if running.due is None or (running.candidates and running.is_live):
        return None
    clock = scheme.clocks_by_key[running.clock]
    state = state_of(running, clock, today)
    if running.ended_on is not None and state in (ClockState.MET, ClockState.TOO_EARLY):
        return running.ended_on, state == ClockState.MET
    is_missed = state in (ClockState.LATE, ClockState.OVERDUE)
    if running.cancelled_on is not None and clock.limit == Limit.AT_MOST:
        is_missed = running.cancelled_on > running.due
    return (running.due, False) if is_missed and running.due < today else None


def _days(measure: Measure, stories: Iterable[Told], since: date, until: date) -> MeasureCount:
    """Days from the first of a step to the first of another on or after it, that one falling in the period."""
    found: dict[Hashable, int] = {}
    for key, _, story in stories:
        starts = story.happened.get(measure.step)
        ends = story.happened.get(measure.until, ())
        end = next((day for day in ends if starts and day >= starts[0]), None)
        if starts and end is not None and since <= end <= until:
            found[key] = (end - starts[0]).days
    return MeasureCount(median(found.values()) if found else None, tuple(found))
