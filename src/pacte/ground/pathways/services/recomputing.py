"""Folding every case again, in bulk: events and stored clocks are read by chunks, and only what changed is written.

A case that somebody writes in meanwhile is left to them: their verb folds it under its lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ..enums import CaseEventKind
from ..models import Case, CaseClock, CaseEvent
from ..reads.stories import TELLING, periods, schemes_of
from ..rules.fold import fold
from ..rules.scheme import Scheme
from ..rules.story import Event, EventKind
from .folding import CASE_COLUMNS, CLOCK_COLUMNS, clocks_of, columns_of

CHUNK = 1000
WRITE_CASE = (
    "UPDATE pathways_case SET stage = %s, outcome = %s, closed_on = %s, next_due_on = %s, folded_at = %s WHERE id = %s"
)
KINDS = {kind.value: kind for kind in EventKind}
EVENT_COLUMNS = ("case_id", "key", "rank", "kind", "what", "on", "value", "fulfils", "target_event", "replaces")
ClockName = tuple[str, int]


@dataclass
class Changes:
    """What a chunk's folding changes: columns by case, clocks to write, clocks that are no more."""

    cases: dict[int, dict[str, Any]] = field(default_factory=dict)
    clocks: list[CaseClock] = field(default_factory=list)
    gone: dict[int, list[int]] = field(default_factory=dict)

    @property
    def touched(self) -> set[int]:
        return {*self.cases, *(clock.case_id for clock in self.clocks), *self.gone}


def refold_all(now: datetime | None = None, *, chunk: int = CHUNK) -> int:
    """Fold every case again; returns how many had changed. Run twice, the second run changes nothing."""
    moment, kept, changed, last = now or timezone.now(), tuple(periods()), 0, 0
    schemes = schemes_of(Case.objects.order_by().values_list("version", flat=True).distinct())
    while rows := _cases(last, chunk):
        last = rows[-1][0]
        changed += _write(rows, _changes(rows, schemes, kept), moment)
    return changed


def _cases(after: int, chunk: int) -> list[tuple[Any, ...]]:
    columns = ("pk", "version_id", "events_count", *CASE_COLUMNS)
    return list(Case.objects.filter(pk__gt=after).order_by("pk").values_list(*columns)[:chunk])


def _changes(rows: Sequence[tuple[Any, ...]], schemes: dict[int, Scheme], kept: tuple[Any, ...]) -> Changes:
    first, last = rows[0][0], rows[-1][0]
    events, stored = _events(first, last), _stored(first, last)
    changes = Changes()
    for pk, version, _count, *held in rows:
        scheme = schemes[version]
        story = fold(scheme, events.get(pk, ()), kept)
        columns = columns_of(scheme, story)
        if [columns[name] for name in CASE_COLUMNS] != held:
            changes.cases[pk] = columns
        _compare(pk, clocks_of(scheme, story), stored.get(pk, {}), changes)
    return changes


def _compare(
    pk: int, wanted: dict[ClockName, dict[str, Any]], stored: dict[ClockName, tuple[int, tuple[Any, ...]]],
    changes: Changes,
) -> None:  # fmt: skip
    for name, columns in wanted.items():
        held = stored.get(name)
        if held is None or held[1] != tuple(columns[each] for each in CLOCK_COLUMNS):
            changes.clocks.append(CaseClock(case_id=pk, clock=name[0], occurrence=name[1], **columns))
    gone = [key for name, (key, _columns) in stored.items() if name not in wanted]
    if gone:
        changes.gone[pk] = gone


def _events(first: int, last: int) -> dict[int, list[Event]]:
    """The events of a range of cases, as `reads.stories.event_of` reads each; without building rows."""
    found: dict[int, list[Event]] = defaultdict(list)
    rows = CaseEvent.objects.filter(case__gte=first, case__lte=last, kind__in=TELLING).order_by("case_id", "rank")
    for case, key, rank, kind, what, on, value, fulfils, target, replaces in rows.values_list(*EVENT_COLUMNS):
        name, done = str(key), str(fulfils) if fulfils else ""
        if kind != CaseEventKind.CORRECTED:
            event = Event(name, rank, KINDS[kind], what, on, value, done)
        else:
            instead = Event(f"{name}/r", rank, KINDS[replaces], what, on, value, done) if replaces else None
            event = Event(name, rank, EventKind.CORRECTED, target=str(target or ""), replacement=instead)
        found[case].append(event)
    return found


def _stored(first: int, last: int) -> dict[int, dict[ClockName, tuple[int, tuple[Any, ...]]]]:
    found: dict[int, dict[ClockName, tuple[int, tuple[Any, ...]]]] = defaultdict(dict)
    rows = CaseClock.objects.filter(case__gte=first, case__lte=last).order_by()
    for case, pk, clock, occurrence, *columns in rows.values_list(
        "case_id", "pk", "clock", "occurrence", *CLOCK_COLUMNS
    ):
        found[case][(clock, occurrence)] = (pk, tuple(columns))
    return found


def _write(rows: Sequence[tuple[Any, ...]], changes: Changes, now: datetime) -> int:
    """Write the changes of the cases that nobody has written in since they were read."""
    touched = changes.touched
    if not touched:
        return 0
    counts = {row[0]: row[2] for row in rows if row[0] in touched}
    with transaction.atomic():
        held = {each.pk: each for each in _locked(sorted(touched)) if each.events_count == counts[each.pk]}
        gone = [key for pk, keys in changes.gone.items() if pk in held for key in keys]
        if gone:
            CaseClock.objects.filter(pk__in=gone).delete()
        CaseClock.objects.bulk_create(
            [clock for clock in changes.clocks if clock.case_id in held], batch_size=CHUNK, update_conflicts=True,
            unique_fields=["case", "clock", "occurrence"], update_fields=CLOCK_COLUMNS,
        )  # fmt: skip
        _write_cases([held[pk] for pk in held], changes, now)
    return len(held)


def _locked(keys: list[int]) -> Iterator[Case]:
    rows = Case.objects.filter(pk__in=keys).select_for_update().order_by("pk")
    return rows.only("pk", "events_count", *CASE_COLUMNS).iterator(chunk_size=CHUNK)


def _write_cases(cases: list[Case], changes: Changes, now: datetime) -> None:
    """One prepared statement: a whole night may change every case, and a bulk update would take minutes."""
    day, moment = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value(now)
    rows = []
    for case in cases:
        told = changes.cases.get(case.pk, {name: getattr(case, name) for name in CASE_COLUMNS})
        dates = day(told["closed_on"]), day(told["next_due_on"])
        rows.append((told["stage"], told["outcome"], *dates, moment, case.pk))
    with connection.cursor() as cursor:
        cursor.executemany(WRITE_CASE, rows)


def refold_job(job: Any, day: str) -> None:
    """The night's job: every case folded again. Run again, it changes nothing."""
    date.fromisoformat(day)
    refold_all()
