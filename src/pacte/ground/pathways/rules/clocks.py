"""The clocks of a case: what starts each, which of its rules holds, its term, and what ends it.

A clock that looks forward stops at the first act on or after its start; one that looks back hangs on a date, planned or
come, and is met by an act of any day. Only the former can be suspended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pacte.ground.pathways.rules.durations import add, counted_days, rolled, term
from pacte.ground.pathways.rules.periods import Period, deferred
from pacte.ground.pathways.rules.scheme import Clock, Occurrences, Rule, Scheme, TermDirection, Unit
from pacte.ground.pathways.rules.story import Running
from pacte.ground.pathways.rules.suspensions import Suspension, suspensions
from pacte.ground.pathways.rules.told import Told

_COUNTED_UNITS = (Unit.WORKING_DAYS, Unit.BUSINESS_DAYS)


class Start(NamedTuple):
    """A day on which a clock hangs; `previous` is the occurrence before it, `following` the one after it."""

    occurrence: int
    day: date
    on_plan: bool = False
    previous: date | None = None
    following: date | None = None


class Term(NamedTuple):
    due: date
    rule: int
    deferred_from: date | None = None
    paused_days: int = 0
    paused_since: date | None = None


class Ended(NamedTuple):
    on: date | None = None
    by: str = ""
    cancelled_on: date | None = None


def clocks_of(scheme: Scheme, told: Told, periods: Sequence[Period]) -> tuple[tuple[Running, ...], tuple[str, ...]]:
    """The clocks that run or ran, in the scheme's order, and the keys of those that no rule covers on their day."""
    found: list[Running] = []
    unruled: list[str] = []
    for clock in scheme.clocks:
        for start in _starts(clock, told):
            rules = rules_for(clock, start.day, told.facts)
            if rules:
                found.append(_running(clock, start, rules, told, periods))
            else:
                unruled.append(clock.key)
    return tuple(found), tuple(unruled)


def as_date(value: Any) -> date | None:
    """The day that a fact gives, as a date or as ISO text; None when it is neither.

    >>> as_date("2024-02-15"), as_date("soon"), as_date(None)
    (datetime.date(2024, 2, 15), None, None)
    """
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def rules_for(clock: Clock, start: date, facts: dict[str, Any]) -> list[tuple[int, Rule]]:
    """The rule that holds, with its index; all of them while the fact that chooses is not known.

    A rule without values nor dates holds when no other does.
    """
    rules = list(enumerate(clock.rules))
    value: Any = facts.get(clock.chosen_by) if clock.chosen_by else start
    day = as_date(value)
    plain = [each for each in rules if each[1].since is None and each[1].until is None and not each[1].values]
    if len(plain) == len(rules) == 1:
        return rules
    if value is None or (day is None and not any(rule.values for rule in clock.rules)):
        return rules
    chosen = [each for each in rules if each not in plain and _holds(each[1], value, day)]
    return (chosen or plain)[:1]


def _holds(rule: Rule, value: Any, day: date | None) -> bool:
    if rule.values:
        return value in rule.values
    return day is not None and (rule.since is None or rule.since <= day) and (rule.until is None or day < rule.until)


def _starts(clock: Clock, told: Told) -> list[Start]:
    """The days on which the clock hangs: those that came, and the planned one when it looks back or may hang on it."""
    if clock.start_is_fact:
        day = as_date(told.facts.get(clock.start))
        return [] if day is None else [Start(1, day)]
    days = told.happened.get(clock.start, ())
    plan = told.planned.get(clock.start) if clock.on_plan or clock.direction == TermDirection.BEFORE else None
    if plan is None and not days:
        return []
    every = (*days, plan) if plan is not None else days
    if len(every) == 1:
        return [Start(1, every[0], not days)]
    around = (None, *every, None)
    starts = [
        Start(place, day, place > len(days), around[place - 1], around[place + 1])
        for place, day in enumerate(every, start=1)
    ]
    if clock.occurrences == Occurrences.FIRST:
        return starts[:1]
    return starts[-1:] if clock.occurrences == Occurrences.LAST else starts


def _running(
    clock: Clock, start: Start, rules: list[tuple[int, Rule]], told: Told, periods: Sequence[Period]
) -> Running:
    ended = _ended(clock, start, told)
    pauses = suspensions(clock, told, start.day, ended.on or ended.cancelled_on)
    terms = [_term(clock, place, rule, start.day, pauses) for place, rule in rules]
    if clock.deferred_by and told.facts.get(clock.deferred_unless) is not True:
        terms = [_deferred(each, clock.deferred_by, periods) for each in terms]
    first = min(terms)
    candidates = tuple(sorted({each.due for each in terms})) if len(terms) > 1 else ()
    return Running(
        clock=clock.key,
        occurrence=start.occurrence,
        started_on=start.day,
        due=first.due,
        on_plan=start.on_plan,
        rule=first.rule if len(terms) == 1 else None,
        candidates=candidates if len(candidates) > 1 else (),
        ended_on=ended.on,
        cancelled_on=ended.cancelled_on,
        paused_since=first.paused_since,
        paused_days=first.paused_days,
        deferred_from=first.deferred_from,
        ended_by=ended.by,
    )


def _term(clock: Clock, place: int, rule: Rule, start: date, pauses: Sequence[Suspension]) -> Term:
    """The term, to which each suspension begun before it adds its days, in the unit of the delay when it counts."""
    due = term(start, rule.length, rule.unit, clock.direction, clock.roll)
    if not pauses:
        return Term(due, place)
    added = paused = 0
    for pause in pauses:
        if pause.since > due:
            break
        if pause.until is None:
            return Term(due, place, None, paused, pause.since)
        paused += (pause.until - pause.since).days
        added += counted_days(pause.since, pause.until, rule.unit)
        due = rolled(_longer(start, rule, added), clock.roll)
    return Term(due, place, None, paused)


def _longer(start: date, rule: Rule, added: int) -> date:
    if rule.unit in _COUNTED_UNITS:
        return add(start, rule.length + added, rule.unit)
    return add(start, rule.length, rule.unit) + timedelta(days=added)


def _deferred(each: Term, kind: str, periods: Sequence[Period]) -> Term:
    due = deferred(each.due, kind, periods)
    return each if due == each.due else each._replace(due=due, deferred_from=each.due)


def _ended(clock: Clock, start: Start, told: Told) -> Ended:
    """The first act that stopped it, or what cancelled it before; the end of the case cancels what it does not stop."""
    after, until = _window(clock, start)
    stop, by = _first(clock.stops, told, after, until, strictly=start.day if clock.start in clock.stops else None)
    cancelled, _ = _first(clock.cancelled_by, told, after, until) if clock.cancelled_by else (None, "")
    if told.closed_on is not None and not clock.survives:
        cancelled = min(cancelled, told.closed_on) if cancelled else told.closed_on
    if stop is not None and (cancelled is None or stop <= cancelled):
        return Ended(stop, by)
    return Ended(cancelled_on=cancelled)


def _window(clock: Clock, start: Start) -> tuple[date | None, date | None]:
    """From which day, and to which, an act belongs to this occurrence."""
    if clock.direction == TermDirection.AFTER:
        return start.day, None
    if clock.occurrences != Occurrences.EACH:
        return None, None
    after = start.previous + timedelta(days=1) if start.previous else None
    return after, start.day if start.following else None


def _first(
    steps: Iterable[str], told: Told, after: date | None, until: date | None, strictly: date | None = None
) -> tuple[date | None, str]:
    best: date | None = None
    by = ""
    for step in steps:
        for day in told.happened.get(step, ()):
            if (after is not None and day < after) or (strictly is not None and day <= strictly):
                continue
            if (until is None or day <= until) and (best is None or day < best):
                best, by = day, step
            break
    return best, by
