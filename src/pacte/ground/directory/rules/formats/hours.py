"""Hours of other formats written as OpenStreetMap writes them, and a week read out of such a text. Plain Python."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from ..hours import CLOCK, BadHours, check, spans

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKS = 8
Slot = tuple[str, str]


class BadSlot(ValueError):
    """A time that is none; the message is the value as given."""


def clock_time(value: Any) -> str:
    """A time of day as HH:MM, from 830, "0830", "08:30", "8h30"; 2400 is midnight. Raises BadSlot.

    >>> clock_time(830), clock_time("20h00"), clock_time("9:05"), clock_time(0), clock_time("8h")
    ('08:30', '20:00', '09:05', '00:00', '08:00')
    """
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else "?"
    found = re.fullmatch(r"(\d{1,2})\s*[:hH]\s*(\d{2})?(?::\d{2})?", text) or re.fullmatch(
        r"(\d{1,2})(\d{2})", text.zfill(3)
    )
    if not found:
        raise BadSlot(text[:40])
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise BadSlot(text[:40])
    return f"{hour:02d}:{minute:02d}"


def osm(week: Mapping[str, Sequence[Slot]], holidays: str = "", comment: str = "") -> str:
    """The text of a week of slots; `holidays` is CLOSED or OPEN when it is known, `comment` are words, quoted.

    Days with the same slots stand together; a comment alone states nothing but its words.

    >>> osm({"Mo": [("09:00", "12:00")], "Tu": [("09:00", "12:00")], "Sa": [("20:00", "02:00")]}, "CLOSED")
    'Mo-Tu 09:00-12:00; Sa 20:00-02:00; PH off'
    >>> osm({"Mo": [("09:00", "12:00")]}, "", "sur rendez-vous")
    'Mo 09:00-12:00 "sur rendez-vous"'
    >>> osm({}, "", "sur rendez-vous")
    '"sur rendez-vous"'
    """
    said = f' "{quoted(comment)}"' if quoted(comment) else ""
    groups: dict[tuple[Slot, ...], list[str]] = {}
    for day in DAYS:
        slots = tuple(sorted(set(week.get(day, ()))))
        if slots:
            groups.setdefault(slots, []).append(day)
    rules = [f"{_days(days)} {','.join(f'{a}-{b}' for a, b in slots)}{said}" for slots, days in groups.items()]
    if not rules:
        return said.strip()
    if holidays == "CLOSED":
        rules.append("PH off")
    return "; ".join(rules)


def quoted(text: str) -> str:
    """Words as they may stand between quotes.

    >>> quoted('fermé "en août"; ')
    'fermé ’en août’'
    """
    return " ".join(text.replace('"', "’").split()).strip(" ;,.")[:200]


def repaired(text: str) -> str:
    """Hours to which someone appended words without quotes: these become a comment of the rules before them.

    >>> repaired("Mo-Fr 09:00-12:00; fermé en août")
    'Mo-Fr 09:00-12:00 "fermé en août"'
    >>> repaired("lundi et mardi")
    Traceback (most recent call last):
    ...
    pacte.ground.directory.rules.hours.BadHours: syntax at 0
    """
    try:
        return check(text)
    except BadHours as bad:
        first = bad
    parts = [part.strip() for part in text.split(";") if part.strip()]
    for kept in range(len(parts) - 1, 0, -1):
        words = quoted(" ".join(parts[kept:]))
        rules = [part if '"' in part or part.endswith(" off") else f'{part} "{words}"' for part in parts[:kept]]
        try:
            return check("; ".join(rules))
        except BadHours:
            continue
    raise first


@lru_cache(maxsize=8192)
def usual_week(text: str, monday: datetime) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """The rows of a usual week from this Monday on: (days, opens at, closes at).

    Each weekday's slots are the most frequent of eight weeks, so that a public holiday does not pass for the rule.
    """
    by_day: dict[str, Counter[tuple[Slot, ...]]] = {day: Counter() for day in DAYS}
    found: dict[datetime, list[Slot]] = {}
    for span in spans(text, monday, monday + timedelta(weeks=WEEKS)):
        for start, end in _by_day(span.start, span.end):
            midnight = start.replace(hour=0, minute=0, fold=0)
            found.setdefault(midnight, []).append((f"{start:%H:%M}", f"{end:%H:%M}"))
    for number in range(WEEKS * 7):
        midnight = (monday.replace(tzinfo=None) + timedelta(days=number)).replace(tzinfo=CLOCK)
        by_day[DAYS[number % 7]][tuple(found.get(midnight, ()))] += 1
    rows: dict[Slot, list[str]] = {}
    for day in DAYS:
        for slot in by_day[day].most_common(1)[0][0]:
            rows.setdefault(slot, []).append(day)
    return tuple((tuple(days), opens, closes) for (opens, closes), days in rows.items())


def _by_day(start: datetime, end: datetime) -> Iterable[tuple[datetime, datetime]]:
    """A span cut at midnight when it lasts a day or more; a night stays whole."""
    while (end.replace(tzinfo=None) - start.replace(tzinfo=None)) >= timedelta(days=1):
        following = datetime.combine(start.date() + timedelta(days=1), time(), CLOCK)
        yield start, following
        start = following
    if start.timestamp() < end.timestamp():
        yield start, end


def _days(days: Sequence[str]) -> str:
    """Consecutive days joined: Mo-We,Fr."""
    numbers = [DAYS.index(day) for day in days]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)
