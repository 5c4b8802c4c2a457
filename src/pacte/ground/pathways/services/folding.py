"""Folding a case again: its stage, its end and its clocks are rewritten from its events, and only what changed.

Nothing else writes those columns. The caller holds the case's lock.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ..enums import ClockHold
from ..models import Case, CaseClock
from ..reads.stories import events_of, periods, scheme_of
from ..rules.fold import fold
from ..rules.scheme import Clock, Limit, Scheme
from ..rules.story import Running, Story

CLOCK_COLUMNS = (
    "hold", "started_on", "due_on", "soon_on", "ended_on", "is_minimum", "is_undetermined", "on_plan",
)  # fmt: skip
CASE_COLUMNS = ("stage", "outcome", "closed_on", "next_due_on")


def refold(case: Case) -> Story:
    """Fold the case's events and write what changed, inside the caller's transaction and under its lock."""
    scheme = scheme_of(case)
    story = fold(scheme, events_of(case), periods())
    write(case, scheme, story)
    return story


def write(case: Case, scheme: Scheme, story: Story) -> None:
    """Write what a story says of the case. `events_count` is saved as the caller left it."""
    for name, value in columns_of(scheme, story).items():
        setattr(case, name, value)
    case.folded_at = timezone.now()
    case.save(update_fields=[*CASE_COLUMNS, "events_count", "folded_at"])
    _write_clocks(case, clocks_of(scheme, story))


def columns_of(scheme: Scheme, story: Story) -> dict[str, Any]:
    """What the case's own columns become: the next term is that of a live clock by which something is to be done."""
    dues = [each["due_on"] for each in clocks_of(scheme, story).values() if _presses(each)]
    return {
        "stage": story.stage, "outcome": story.outcome, "closed_on": story.closed_on,
        "next_due_on": min(dues, default=None),
    }  # fmt: skip


def clocks_of(scheme: Scheme, story: Story) -> dict[tuple[str, int], dict[str, Any]]:
    """The columns of each clock's row, by clock and occurrence."""
    found = {}
    for running in story.clocks:
        clock = scheme.clock(running.clock)
        if clock is not None:
            found[(running.clock, running.occurrence)] = _columns(clock, running)
    return found


def _presses(row: dict[str, Any]) -> bool:
    return row["hold"] == ClockHold.LIVE and row["due_on"] is not None and not row["is_minimum"]


def _columns(clock: Clock, running: Running) -> dict[str, Any]:
    return {
        "hold": _hold(running),
        "started_on": running.started_on,
        "due_on": running.due,
        "soon_on": running.due - timedelta(days=clock.soon) if running.due else None,
        "ended_on": running.ended_on or running.cancelled_on,
        "is_minimum": clock.limit == Limit.AT_LEAST,
        "is_undetermined": running.is_undetermined,
        "on_plan": running.on_plan,
    }


def _hold(running: Running) -> ClockHold:
    if running.ended_on is not None:
        return ClockHold.ENDED
    if running.cancelled_on is not None:
        return ClockHold.CANCELLED
    return ClockHold.SUSPENDED if running.paused_since is not None else ClockHold.LIVE


def _write_clocks(case: Case, wanted: dict[tuple[str, int], dict[str, Any]]) -> None:
    kept = {(row.clock, row.occurrence): row for row in CaseClock.objects.filter(case=case)}
    gone = [row.pk for name, row in kept.items() if name not in wanted]
    if gone:
        CaseClock.objects.filter(pk__in=gone).delete()
    changed = []
    for name, columns in wanted.items():
        row = kept.get(name)
        if row is not None and any(getattr(row, column) != columns[column] for column in CLOCK_COLUMNS):
            for column in CLOCK_COLUMNS:
                setattr(row, column, columns[column])
            changed.append(row)
    if changed:
        CaseClock.objects.bulk_update(changed, CLOCK_COLUMNS)
    CaseClock.objects.bulk_create(
        CaseClock(case=case, clock=name[0], occurrence=name[1], **columns)
        for name, columns in wanted.items() if name not in kept
    )  # fmt: skip
