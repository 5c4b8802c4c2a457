"""Every case folded again, in large reads: what a night does. Only what is not as its events say is written.

A case that somebody writes in meanwhile is left to them: their own act folds it under its lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import Case, CaseClock, CaseEvent
from ..reads.stories import TELLING, periods, schemes_of
from ..rules.fold import fold
from ..rules.periods import Period
from ..rules.scheme import Scheme
from ..rules.story import Event, EventKind
from .folding import CASE_COLUMNS, CLOCK_COLUMNS, clocks_of, columns_of

LOT = 2_000
EVENT = ("case_id", "key", "rank", "kind", "what", "on", "value", "fulfils", "target_event", "replaces")
KINDS = {kind.value: kind for kind in EventKind}


@dataclass
class _Wanted:
    """What a lot of cases should be: columns by case, rows of clocks to make, to change and to take away."""

    columns: dict[int, dict[str, Any]] = field(default_factory=dict)
    made: list[CaseClock] = field(default_factory=list)
    changed: list[CaseClock] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


def refold_all(told: Callable[[int], None] | None = None) -> int:
    """Fold every case again; returns how many were not as their events say. `told` hears how many were read so far."""
    dated, schemes = periods(), {}
    written = read = last = 0
    while lot := _lot(last):
        last, read = lot[-1][0], read + len(lot)
        schemes |= schemes_of({case[1] for case in lot} - schemes.keys())
        written += _write(_wanted(lot, schemes, dated), {case[0]: case[2] for case in lot})
        if told is not None:
            told(read)
    return written


def _lot(after: int) -> list[tuple[Any, ...]]:
    found = Case.objects.filter(pk__gt=after).order_by("pk")
    return list(found.values_list("pk", "version_id", "events_count", *CASE_COLUMNS)[:LOT])


def _wanted(lot: list[tuple[Any, ...]], schemes: dict[int, Scheme], dated: list[Period]) -> _Wanted:
    events, kept = _events(lot), _clocks(lot)
    found = _Wanted()
    for pk, version, _, *columns in lot:
        scheme = schemes[version]
        story = fold(scheme, events.get(pk, ()), dated)
        becomes = columns_of(scheme, story)
        if columns != [becomes[name] for name in CASE_COLUMNS]:
            found.columns[pk] = becomes
            found.touched.add(pk)
        _compare(pk, clocks_of(scheme, story), kept.get(pk, {}), found)
    return found


def _compare(
    pk: int, wanted: dict[tuple[str, int], dict[str, Any]], kept: dict[tuple[str, int], tuple[Any, ...]], found: _Wanted
) -> None:
    """What is to be made, changed and taken away for the clocks of one case."""
    for name, columns in wanted.items():
        row = kept.pop(name, None)
        if row is not None and row[1:] == tuple(columns[column] for column in CLOCK_COLUMNS):
            continue
        clock = CaseClock(pk=row and row[0], case_id=pk, clock=name[0], occurrence=name[1], **columns)
        (found.made if row is None else found.changed).append(clock)
        found.touched.add(pk)
    if kept:
        found.gone += [row[0] for row in kept.values()]
        found.touched.add(pk)


def _events(lot: list[tuple[Any, ...]]) -> dict[int, list[Event]]:
    rows = CaseEvent.objects.filter(case__gte=lot[0][0], case__lte=lot[-1][0], kind__in=TELLING).order_by()
    found: dict[int, list[Event]] = defaultdict(list)
    for case, *values in rows.values_list(*EVENT):
        found[case].append(_event(values))
    return found


def _event(values: list[Any]) -> Event:
    """As `reads.stories.event_of`, from the row's values."""
    key, rank, kind, what, on, value, fulfils, target, replaces = values
    name, fulfilled = str(key), str(fulfils) if fulfils else ""
    if kind != EventKind.CORRECTED:
        return Event(name, rank, KINDS[kind], what, on, value, fulfilled)
    replacement = Event(f"{name}/r", rank, KINDS[replaces], what, on, value, fulfilled) if replaces else None
    return Event(name, rank, EventKind.CORRECTED, target=str(target or ""), replacement=replacement)


def _clocks(lot: list[tuple[Any, ...]]) -> dict[int, dict[tuple[str, int], tuple[Any, ...]]]:
    rows = CaseClock.objects.filter(case__gte=lot[0][0], case__lte=lot[-1][0]).order_by()
    found: dict[int, dict[tuple[str, int], tuple[Any, ...]]] = defaultdict(dict)
    for case, clock, occurrence, *values in rows.values_list("case_id", "clock", "occurrence", "pk", *CLOCK_COLUMNS):
        found[case][clock, occurrence] = tuple(values)
    return found


def _write(wanted: _Wanted, counts: dict[int, int]) -> int:
    """Write a lot, under the locks of the cases concerned; those that gained an event since are left out."""
    if not wanted.touched:
        return 0
    with transaction.atomic():
        locked = Case.objects.select_for_update().filter(pk__in=wanted.touched).only("pk", "events_count")
        ours = {case.pk: case for case in locked if case.events_count == counts[case.pk]}
        CaseClock.objects.filter(pk__in=wanted.gone, case__in=ours).delete()
        CaseClock.objects.bulk_update(_of(wanted.changed, ours), CLOCK_COLUMNS, batch_size=500)
        CaseClock.objects.bulk_create(_of(wanted.made, ours), batch_size=2_000)
        cases = [ours[pk] for pk in wanted.columns if pk in ours]
        for case in cases:
            case.folded_at = timezone.now()
            for name, value in wanted.columns[case.pk].items():
                setattr(case, name, value)
        Case.objects.bulk_update(cases, [*CASE_COLUMNS, "folded_at"], batch_size=500)
    return len(ours)


def _of(clocks: Iterable[CaseClock], ours: dict[int, Case]) -> list[CaseClock]:
    return [clock for clock in clocks if clock.case_id in ours]
