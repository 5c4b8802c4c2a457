"""Open, closed, and when next: usual hours with the dated periods that replace them.

A period rules whole days, on the clock of Paris. A stretch that began the evening before and ends by noon belongs to
the day on which it began: closing on Friday closes the small hours of Saturday, and only those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from ..enums import OpenState, PeriodKind
from . import hours as written
from .hours import CLOCK, BadHours, Said, Span

AHEAD = timedelta(days=14)
"""How far an opening is looked for: beyond, hours are said to be verified rather than promised."""
STEPS = (timedelta(days=1), timedelta(days=4), AHEAD)
SHUT = "off"
NOON = timedelta(hours=12)
STATES = {
    Said.OPEN: OpenState.OPEN, Said.CLOSED: OpenState.CLOSED, Said.BY_APPOINTMENT: OpenState.CLOSED,
    Said.UNKNOWN: OpenState.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, on which hours are other than usual; `hours` for PeriodKind.OTHER_HOURS alone."""

    kind: str
    first_day: date
    last_day: date
    hours: str = ""
    message: str = ""

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Timetable:
    """Usual hours ("" when not stated) and the periods that touch them: of those that cover a day, the last rules."""

    hours: str
    periods: tuple[Period, ...] = ()

    def ruling(self, day: date) -> Period | None:
        """The period that changes this day's hours, if one does; a mere notice never does."""
        for period in reversed(self.periods):
            if period.kind != PeriodKind.NOTICE and period.first_day <= day <= period.last_day:
                return period
        return None

    def hours_on(self, day: date) -> str:
        """The hours that hold on a day; "off" when a period closes it."""
        period = self.ruling(day) if self.periods else None
        if period is None:
            return self.hours
        return SHUT if period.kind == PeriodKind.CLOSED else period.hours


def open_spans(timetable: Timetable, first: datetime, last: datetime) -> list[Span]:
    """Every open interval between two aware datetimes, in order, apart from one another. A text at fault opens nothing.

    >>> closed = Period(PeriodKind.CLOSED, date(2026, 11, 24), date(2026, 11, 24))
    >>> day = datetime(2026, 11, 23, tzinfo=CLOCK)
    >>> kept = open_spans(Timetable("Mo-We 22:00-02:00", (closed,)), day, day + timedelta(days=2, hours=3))
    >>> [(span.start.day, span.start.hour, span.end.hour) for span in kept]
    [(23, 22, 2)]
    """
    if first >= last:
        return []
    begin, finish = first.astimezone(CLOCK), last.astimezone(CLOCK)
    days = [begin.date() + timedelta(days=n) for n in range(-1, (finish.date() - begin.date()).days + 1)]
    runs = [(text, list(run)) for text, run in groupby(days, timetable.hours_on)]
    if len(runs) == 1:
        return _spans(runs[0][0], begin, finish)
    found: list[Span] = []
    for text, run in runs:
        found += _of_run(text, run[0], run[-1])
    return list(_joined(found, begin, finish))


def state(timetable: Timetable, at: datetime) -> OpenState:
    """The state of one timetable at a moment: open, temporarily closed, closed, or unknown.

    >>> state(Timetable("Mo 09:00-12:00"), datetime(2026, 11, 23, 9, tzinfo=CLOCK)).value
    'open'
    """
    day = at.astimezone(CLOCK).date()
    text = timetable.hours_on(day)
    said = _said(text, at)
    if timetable.periods and text != timetable.hours_on(day - timedelta(days=1)):
        opened = is_open(timetable, at)
        said = Said.OPEN if opened else Said.CLOSED if said is Said.OPEN else said
    if said is Said.OPEN:
        return OpenState.OPEN
    ruling = timetable.ruling(day) if timetable.periods else None
    if ruling is not None and ruling.kind == PeriodKind.CLOSED:
        return OpenState.TEMPORARILY_CLOSED
    return OpenState.UNKNOWN if said is Said.UNKNOWN else OpenState.CLOSED


def usual_states(at: datetime) -> Callable[[str], OpenState]:
    """The state of hours without periods at one moment, each text read once a minute: hours change on the minute."""
    said = written.saying_at(at)
    known = _known_in(at.astimezone(UTC).replace(second=0, microsecond=0))

    def state_of(text: str) -> OpenState:
        found = known.get(text)
        if found is None:
            try:
                found = STATES[said(text)]
            except BadHours:
                found = OpenState.UNKNOWN
            known[text] = found
        return found

    return state_of


@lru_cache(maxsize=4)
def _known_in(minute: datetime) -> dict[str, OpenState]:
    """What was found of each text in that minute, so that searches of the same minute do not find it again."""
    return {}


def is_open(timetable: Timetable, at: datetime) -> bool:
    instant = at.astimezone(UTC)
    return bool(open_spans(timetable, instant, instant + timedelta(seconds=1)))


def closes_at(timetable: Timetable, at: datetime) -> datetime | None:
    """When the stretch under way ends; None when closed, or when it does not end within 14 days."""
    at = at.astimezone(UTC)
    for ahead in STEPS:
        found = open_spans(timetable, at, at + ahead)
        if not found or found[0].start.timestamp() > at.timestamp():
            return None
        if found[0].end.timestamp() < (at + ahead).timestamp():
            return found[0].end
    return None


def next_opening(timetable: Timetable, at: datetime) -> datetime | None:
    """When it opens next, within 14 days; None when it is open now or does not open by then."""
    at = at.astimezone(UTC)
    for ahead in STEPS:
        if found := open_spans(timetable, at, at + ahead):
            return found[0].start if found[0].start.timestamp() > at.timestamp() else None
    return None


def state_of_place(own: Timetable, services: Sequence[Timetable], at: datetime) -> OpenState:
    """The state of a place: that of its services, or its own when it has none.

    Partly open: some of its services, not all. Temporarily closed: all of it is, not one service.
    """
    return gathered(state(own, at), [state(service, at) for service in services])


def gathered(own: OpenState, services: Sequence[OpenState]) -> OpenState:
    """One state for several: the place's own, and those of what it offers."""
    if not services:
        return own
    opened = sum(each is OpenState.OPEN for each in services)
    if opened:
        return OpenState.OPEN if opened == len(services) else OpenState.PARTLY_OPEN
    if all(each is OpenState.TEMPORARILY_CLOSED for each in services):
        return OpenState.TEMPORARILY_CLOSED
    if own is OpenState.TEMPORARILY_CLOSED:
        return own
    return OpenState.CLOSED if any(each is not OpenState.UNKNOWN for each in services) else OpenState.UNKNOWN


def week(timetable: Timetable, first_day: date, days: int = 7) -> list[tuple[date, list[Span]]]:
    """The open intervals of each day, under the day on which they begin; a stretch of several days is cut by day.

    >>> [[span.end.hour for span in spans] for _day, spans in week(Timetable("Mo 20:00-02:00"), date(2026, 11, 23), 2)]
    [[2], []]
    """
    kept: dict[date, list[Span]] = {first_day + timedelta(days=n): [] for n in range(days)}
    start = datetime.combine(first_day - timedelta(days=1), time(), CLOCK)
    for span in open_spans(timetable, start, start + timedelta(days=days + 2)):
        for part in _by_day(span):
            if part.start.date() in kept:
                kept[part.start.date()].append(part)
    return list(kept.items())


def _by_day(span: Span) -> Iterator[Span]:
    """The parts of a stretch, each with the night that follows it when it ends by noon."""
    start = span.start
    while True:
        midnight = datetime.combine(start.date() + timedelta(days=1), time(), CLOCK)
        if span.end < midnight + NOON or span.end == midnight:
            yield Span(start, span.end)
            return
        yield Span(start, midnight)
        start = midnight


def _said(text: str, at: datetime) -> Said:
    try:
        return written.said_at(text, at)
    except BadHours:
        return Said.UNKNOWN


def _spans(text: str, first: datetime, last: datetime) -> list[Span]:
    try:
        return written.spans(text, first, last)
    except BadHours:
        return []


def _of_run(text: str, first_day: date, last_day: date) -> Iterator[Span]:
    """The intervals that belong to consecutive days under one text, those of their last night whole."""
    begin = datetime.combine(first_day, time(), CLOCK)
    after = datetime.combine(last_day + timedelta(days=1), time(), CLOCK)
    for span in _spans(text, begin - timedelta(days=1), after + timedelta(days=1)):
        start, end = span.start, span.end
        if start >= after or end <= begin or (start < begin and end <= begin + NOON):
            continue
        yield Span(max(start, begin), end if end <= after + NOON else min(end, after))


def _joined(found: list[Span], first: datetime, last: datetime) -> Iterator[Span]:
    """The union of intervals, in order, cut at both ends."""
    current: Span | None = None
    for span in sorted(found, key=lambda each: (each.start.timestamp(), each.end.timestamp())):
        start = max(span.start, first, key=datetime.timestamp)
        end = min(span.end, last, key=datetime.timestamp)
        if start.timestamp() >= end.timestamp():
            continue
        if current is not None and start.timestamp() <= current.end.timestamp():
            current = Span(current.start, max(current.end, end, key=datetime.timestamp))
            continue
        if current is not None:
            yield current
        current = Span(start, end)
    if current is not None:
        yield current
