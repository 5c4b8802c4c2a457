"""Deadlines and states of requests, codes of retention rules, what makes a reading unusual. Plain Python."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS_TO_ANSWER = 1
MONTHS_OF_EXTENSION = 2
"""GDPR, article 12(3): one month from reception, two more where necessary."""

MANY_PERSONS = 30
"""How many different persons opened within an hour are pointed out. A sample: no text gives it."""

HOUR = timedelta(hours=1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day when it has no such day.

    >>> months_later(date(2019, 1, 31), 1).isoformat(), months_later(date(2019, 11, 30), 3).isoformat()
    ('2019-02-28', '2020-02-29')
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_on(received_on: date, *, extended: bool = False) -> date:
    """The last day to answer.

    >>> due_on(date(2019, 2, 7)).isoformat(), due_on(date(2019, 2, 7), extended=True).isoformat()
    ('2019-03-07', '2019-05-07')
    """
    return months_later(received_on, MONTHS_TO_ANSWER + (MONTHS_OF_EXTENSION if extended else 0))


def may_extend(received_on: date, today: date) -> bool:
    """The asker must be told of an extension within the first month.

    >>> may_extend(date(2019, 2, 7), date(2019, 3, 7)), may_extend(date(2019, 2, 7), date(2019, 3, 8))
    (True, False)
    """
    return today <= due_on(received_on)


@dataclass(frozen=True)
class Facts:
    """What was done of a request so far."""

    identified: bool
    by_relative: bool
    confirmed: bool
    found: bool
    answered: bool


def state_of(facts: Facts) -> str:
    """Where the request stands, as the code of a state.

    >>> state_of(Facts(identified=True, by_relative=True, confirmed=False, found=False, answered=False))
    'to_confirm'
    """
    if facts.answered:
        return "answered"
    if not facts.identified:
        return "to_identify"
    if facts.by_relative and not facts.confirmed:
        return "to_confirm"
    return "to_answer" if facts.found else "to_find"


def code_of(model: str, fate: str) -> str:
    """How runs and visas name a rule of retention.

    >>> code_of("people.File", "archive")
    'people.File.archive'
    """
    return f"{model}.{fate}"


def length(days: int) -> tuple[int, str]:
    """A duration as it is said: whole years, then months, else days.

    >>> length(731), length(365), length(90), length(30), length(0), length(400)
    ((2, 'years'), (1, 'years'), (3, 'months'), (1, 'months'), (0, 'days'), (400, 'days'))
    """
    years, rest = divmod(days, 365)
    if years and rest <= years // 2 + 1:
        return years, "years"
    if days and days % 30 == 0:
        return days // 30, "months"
    return days, "days"


@dataclass(frozen=True)
class Reading:
    """One opening of a person's file, by opaque keys; `through` names what bound the reader to the person."""

    actor: str
    target: str
    at: datetime
    through: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Burst:
    """Many different persons opened by one account within an hour."""

    actor: str
    since: datetime
    until: datetime
    persons: int


def outside_any_bond(readings: Iterable[Reading]) -> list[Reading]:
    """Readings that stood on urgency alone: neither follow-up, nor team, nor sharing.

    >>> at = datetime(2019, 2, 7)
    >>> len(outside_any_bond([Reading("a", "p", at, frozenset({"break_glass"})), Reading("a", "p", at)]))
    1
    """
    return [each for each in readings if each.through == {"break_glass"}]


def bursts(readings: Iterable[Reading], many: int = MANY_PERSONS) -> list[Burst]:
    """For each account, its largest hours of `many` different persons or more; hours that overlap are told once.

    >>> start = datetime(2019, 2, 7, 9)
    >>> row = [Reading("a", f"p{n}", start + timedelta(minutes=n)) for n in range(5)]
    >>> [(burst.actor, burst.persons) for burst in bursts(row, many=3)]
    [('a', 5)]
    """
    by_actor: dict[str, list[Reading]] = defaultdict(list)
    for each in readings:
        by_actor[each.actor].append(each)
    found = [burst for actor, rows in by_actor.items() for burst in _bursts_of(actor, rows, many)]
    return sorted(found, key=lambda burst: burst.since, reverse=True)


def _bursts_of(actor: str, rows: list[Reading], many: int) -> list[Burst]:
    rows = sorted(rows, key=lambda each: each.at)
    found: list[Burst] = []
    start = 0
    while start < len(rows):
        window = [each for each in rows[start:] if each.at - rows[start].at <= HOUR]
        persons = len({each.target for each in window})
        if persons >= many:
            found.append(Burst(actor, window[0].at, window[-1].at, persons))
            start += len(window)
        else:
            start += 1
    return found
