"""Writing the journal, sealing it, verifying it. The only module that adds a line."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import reads, rules
from .models import Entry, EntryQuerySet, Segment
from .permissions import require_officer
from .reads import Finding


def record(
    actor: Any, action: str, target: str, *, organisation: str = "", detail: dict[str, Any] | None = None
) -> Entry:
    """Add one line, inside the caller's transaction: the act and its line are kept or lost together.

    `actor` is a user, known by `opaque_id`, or None for the machine. Raises ValueError when a part could say
    more than a code does (ASVS 16.2.5: what a log may hold).
    """
    kept = detail or {}
    rules.check(action, target, organisation, kept)
    key = getattr(actor, "opaque_id", None)
    return Entry.objects.create(actor_key=key, action=action, target=target, organisation=organisation, detail=kept)


def seal(now: datetime | None = None) -> int:
    """Seal the periods that are over, each tied to the one before; returns how many segments were made.

    Two runs at once cannot seal the same lines: a segment's first line is unique.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        tip = Segment.objects.select_for_update().order_by("first_row").last()
        previous = tip.sha256 if tip else rules.GENESIS
        lines = (entry.line() for entry in Entry.objects.unsealed().iterator(chunk_size=2000))
        made = 0
        for stretch in list(rules.stretches(lines, rules.sealable_before(moment))):
            previous = _link(stretch, previous, moment).sha256
            made += 1
    return made


def _link(stretch: rules.Stretch, previous: str, now: datetime) -> Segment:
    sha256 = rules.hash_of_segment(previous, stretch.first, stretch.last, stretch.count, stretch.lines_sha256)
    return Segment.objects.create(
        first_row=stretch.first, last_row=stretch.last, count=stretch.count,
        starts_at=stretch.starts_at, ends_at=stretch.ends_at, lines_sha256=stretch.lines_sha256,
        previous_sha256=previous, sha256=sha256, sealed_at=now,
    )  # fmt: skip


def verify(actor: Any) -> list[Finding]:
    """Recompute the chain for a data protection officer; that it was done is itself in the journal."""
    require_officer(actor)
    findings = reads.verify()
    record(actor, "journal.verify", "", detail={"findings": len(findings)})
    return findings


def search(actor: Any, wanted: reads.Search, *, exported: bool = False) -> EntryQuerySet:
    """Lines that match, for a data protection officer. Looking for someone's acts is itself in the journal."""
    require_officer(actor)
    if exported or not wanted.is_empty:
        record(actor, "journal.export" if exported else "journal.search", "", detail=_criteria(wanted))
    return reads.entries(wanted)


def _criteria(wanted: reads.Search) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(wanted).items() if value}
