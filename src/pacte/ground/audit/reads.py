"""Looking into the journal and checking its seals. Everything here speaks in opaque keys; no name can come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from . import rules
from .enums import Tampering
from .models import Entry, EntryQuerySet, Segment


@dataclass(frozen=True)
class Search:
    """What to look for; an empty part matches everything. `action` and `target` match from their beginning."""

    action: str = ""
    target: str = ""
    actor_key: UUID | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Search()


@dataclass(frozen=True)
class Finding:
    """A segment whose content no longer matches its seal; none when a seal noted elsewhere is not found."""

    segment: Segment | None
    tampering: Tampering


@dataclass(frozen=True)
class Seals:
    """The state of the chain: how many segments, how many of them purged, the last seal, lines not sealed yet."""

    count: int
    purged: int
    head: Segment | None
    unsealed: int


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def entries(search: Search) -> EntryQuerySet:
    """The lines that match, the latest first; `until` includes its day."""
    found = Entry.objects.between(
        _midnight(search.since) if search.since else None,
        _midnight(search.until + timedelta(days=1)) if search.until else None,
    )
    if search.action:
        found = found.filter(action__startswith=search.action)
    if search.target:
        found = found.filter(target__startswith=search.target)
    if search.actor_key:
        found = found.filter(actor_key=search.actor_key)
    return found


def seals() -> Seals:
    """Where the chain stands."""
    segments = Segment.objects.all()
    return Seals(
        count=segments.count(),
        purged=segments.filter(purged_at__isnull=False).count(),
        head=segments.last(),
        unsealed=Entry.objects.unsealed().count(),
    )


def verify(head: str = "") -> list[Finding]:
    """Every segment that was tampered with, in order; an empty list when the journal is whole.

    Recomputes each hash from the lines themselves. `head` is a seal noted outside this database (printed, or kept by
    another service): someone who could rewrite lines and seals alike cannot make it reappear.
    """
    findings = []
    previous: Segment | None = None
    lines = _sealed_lines()
    waiting = next(lines, None)
    segments = Segment.objects.order_by("first_row")
    for segment in segments:
        held = []
        while waiting is not None and waiting.number <= segment.last_row:
            held.append(waiting)
            waiting = next(lines, None)
        fault = _link_fault(segment, previous) or _content_fault(segment, held)
        if fault:
            findings.append(Finding(segment, fault))
        previous = segment
    if head and not segments.filter(sha256=head).exists():
        findings.append(Finding(None, Tampering.HEAD_LOST))
    return findings


def _sealed_lines() -> Iterator[rules.Line]:
    last = Segment.objects.order_by("last_row").last()
    rows: QuerySet[Entry] = Entry.objects.filter(pk__lte=last.last_row if last else 0).order_by("pk")
    return (entry.line() for entry in rows.iterator(chunk_size=2000))


def _link_fault(segment: Segment, previous: Segment | None) -> Tampering | None:
    expected = previous.sha256 if previous else rules.GENESIS
    link = rules.hash_of_segment(
        segment.previous_sha256, segment.first_row, segment.last_row, segment.count, segment.lines_sha256
    )
    return None if (segment.previous_sha256, segment.sha256) == (expected, link) else Tampering.BROKEN


def _content_fault(segment: Segment, held: list[rules.Line]) -> Tampering | None:
    """What happened to the lines, told by how many there are and by their hash."""
    count = 0 if segment.purged_at else segment.count
    if len(held) > count:
        return Tampering.INSERTED
    if len(held) < count:
        return Tampering.REMOVED
    if count and rules.hash_of_lines(held) != segment.lines_sha256:
        return Tampering.CHANGED
    return None


def purgeable(before: datetime) -> list[Segment]:
    """The oldest segments, in one run from the start of the journal, whose every line is older than `before`."""
    segments = Segment.objects.filter(purged_at__isnull=True).order_by("first_row")
    return list(takewhile(lambda segment: segment.ends_at < before, segments.iterator()))
