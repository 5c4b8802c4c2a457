"""The days of a week, gathered where they have the same hours, as a poster on a door would say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from .hours import Span


@dataclass(frozen=True)
class Run:
    """Days that follow one another with the same hours."""

    first: date
    last: date
    spans: tuple[Span, ...]


def runs(week: Iterable[tuple[date, Sequence[Span]]]) -> list[Run]:
    """Open days with the same hours, gathered while they follow one another; closed days are left out.

    >>> from pacte.ground.directory.rules.opening import Timetable, week
    >>> [(run.first.day, run.last.day) for run in runs(week(Timetable("Mo-We,Fr 12:00-14:00"), date(2026, 5, 4)))]
    [(4, 6), (8, 8)]
    """
    found: list[Run] = []
    for day, spans in week:
        if not spans:
            continue
        before = found[-1] if found else None
        if before and before.last + timedelta(days=1) == day and times(before.spans) == times(spans):
            found[-1] = Run(before.first, day, before.spans)
        else:
            found.append(Run(day, day, tuple(spans)))
    return found


def times(spans: Iterable[Span]) -> tuple[tuple[time, time], ...]:
    """The hours by the clock: what two days of the same hours share."""
    return tuple((span.start.time(), span.end.time()) for span in spans)


def is_whole_day(span: Span) -> bool:
    """From midnight to midnight, or longer."""
    return span.start.time() == time() and span.end - span.start >= timedelta(hours=23)
