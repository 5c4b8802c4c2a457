"""When a clock is suspended: by steps of the scheme, or by hand for one clock or for all. What overlaps is one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pacte.ground.pathways.rules.scheme import Clock, TermDirection
from pacte.ground.pathways.rules.told import Told


class Suspension(NamedTuple):
    """From a day (not counted in the delay any more) to the day on which it runs again; None while it lasts."""

    since: date
    until: date | None


def suspensions(clock: Clock, told: Told, start: date, end: date | None) -> list[Suspension]:
    """The suspensions of a clock between its start and its end, in order. A clock that looks back has none.

    A resumption by hand ends every suspension; one by a step of the scheme ends those by steps. Of steps on one day the
    resumption holds: the prudent choice, for a clock that runs is seen.
    """
    if clock.direction == TermDirection.BEFORE or not (told.marks or clock.paused_by):
        return []
    found: list[Suspension] = []
    by_step = by_hand = False
    since: date | None = None
    for day, is_manual, _, pauses in sorted(_marks(clock, told)):
        if is_manual:
            by_hand, by_step = pauses, by_step and pauses
        else:
            by_step = pauses
        if since is None and (by_step or by_hand):
            since = day
        elif since is not None and not (by_step or by_hand):
            found.append(Suspension(since, day))
            since = None
    if since is not None:
        found.append(Suspension(since, None))
    return _within(found, start, end)


def _marks(clock: Clock, told: Told) -> list[tuple[date, bool, int, bool]]:
    """What pauses and what resumes, as (day, whether by hand, order within the day, whether it pauses)."""
    marks = [(day, True, rank, pauses) for day, rank, pauses, what in told.marks if what in ("", clock.key)]
    for order, steps in enumerate((clock.paused_by, clock.resumed_by)):
        marks += [(day, False, order, order == 0) for step in steps for day in told.happened.get(step, ())]
    return marks


def _within(found: list[Suspension], start: date, end: date | None) -> list[Suspension]:
    """Those parts that lie after the start; what lasts when the clock ends, ends with it."""
    kept = []
    for since, until in found:
        first = max(since, start)
        last = end if end is not None and (until is None or until > end) else until
        if last is None or last > first:
            kept.append(Suspension(first, last))
    return kept
