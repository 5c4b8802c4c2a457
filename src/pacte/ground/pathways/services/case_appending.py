"""The lower verbs under every note in a case: events appended under its lock, the case folded again, its room told.

They ask no right: they are for verbs, of this room or of others, whose own predicate allowed the act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal

from .. import registry
from ..enums import CaseEventKind
from ..models import Case, CaseEvent
from ..reads.stories import scheme_of
from . import case_checks as checks
from .folding import CASE_COLUMNS, refold


@dataclass(frozen=True)
class Entry:
    """One event to append, in the words of the rules; `target` and `replaces` are those of a correction."""

    kind: str
    what: str = ""
    on: date | None = None
    value: Any = None
    words: str = ""
    reason: str = ""
    fulfils: str = ""
    target: str = ""
    replaces: str = ""


def append(  # noqa: PLR0917 - the six that every room gives by place
    case: Case, actor: User | None, kind: str, what: str = "", on: date | None = None, value: Any = None, *,
    words: str = "", reason: str = "", fulfils: str = "",
) -> CaseEvent:  # fmt: skip
    """Append one event to a case, fold it again, tell its room and the journal. The caller has checked the right.

    Raises BadInput for a name that the case's scheme has not, or a value that is not of its kind.
    """
    return append_all(case, actor, [Entry(kind, what, on, value, words, reason, fulfils)])[0]


def append_all(case: Case, actor: User | None, entries: Iterable[Entry], *, tell: bool = True) -> list[CaseEvent]:
    """Append several events at once, folding the case once; the same conditions as `append`."""
    wanted = list(entries)
    with transaction.atomic():
        held = locked(case)
        scheme = scheme_of(held)
        rows = []
        for entry in wanted:
            kind = entry.replaces or entry.kind
            value = checks.check_event(scheme, kind, entry.what, entry.on, entry.value) if _speaks(entry) else None
            held.events_count += 1
            rows.append(_row(held, actor, entry, value))
        CaseEvent.objects.bulk_create(rows)
        refold(held)
        for row in rows:
            _journal(actor, held, row)
        if tell:
            registry.tell(actor, held, rows)
    refresh(case)
    return rows


def locked(case: Case) -> Case:
    """The case's row held until the transaction ends, with what folding needs."""
    with_these = Case.objects.select_for_update(of=("self",)).select_related("scheme", "version", "organisation")
    return with_these.get(pk=case.pk)


def refresh(case: Case) -> None:
    """What the caller holds says what the database says."""
    case.refresh_from_db(fields=[*CASE_COLUMNS, "events_count", "folded_at", "lead"])


def _speaks(entry: Entry) -> bool:
    """A correction that voids says nothing of its own."""
    return entry.kind != CaseEventKind.CORRECTED or bool(entry.replaces)


def _row(case: Case, actor: User | None, entry: Entry, value: Any) -> CaseEvent:
    text = checks.clean_words(entry.words)
    return CaseEvent(
        case=case, rank=case.events_count, kind=CaseEventKind(entry.kind), what=entry.what, on=entry.on, value=value,
        fulfils=UUID(entry.fulfils) if entry.fulfils else None,
        target_event=UUID(entry.target) if entry.target else None, replaces=entry.replaces, reason=entry.reason,
        sealed_words=seal(text) if text else "", by=actor,
    )  # fmt: skip


def _journal(actor: User | None, case: Case, row: CaseEvent) -> None:
    detail = {"event": str(row.key), "what": row.what}
    if row.reason:
        detail["reason"] = row.reason
    record(actor, f"case.{row.kind}", case.target, organisation=case.organisation.slug, detail=detail)
