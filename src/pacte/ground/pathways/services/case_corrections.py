"""Correcting a case: what was noted stays in the story, struck through; folding goes on as if it had never been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.services.contact import note_contact

from ..enums import CaseEventKind, CorrectionReason
from ..models import CaseEvent
from ..reads.stories import TELLING
from .case_appending import Entry, append_all
from .opening import case_to_write


@dataclass(frozen=True)
class Replacement:
    """What an event should have said: a step, a fact, a document (`what`), its day, its value. Its kind stays."""

    what: str = ""
    on: date | None = None
    value: Any = None


def correct(
    actor: User, key: UUID | str, event_key: UUID | str, *, replacement: Replacement | None = None, reason: str,
    words: str = "",
) -> CaseEvent:  # fmt: skip
    """Replace an event, or take it away (no replacement). The latest correction of an event holds.

    A correction is itself taken back by correcting it without replacement. Raises Http404 for a case or an event out of
    reach, BadInput for a replacement that its own verb would refuse.
    """
    if reason not in CorrectionReason.values:
        raise BadInput(Fault("reason", _("Dites pourquoi vous corrigez.")))
    seen = case_to_write(actor, key)
    target = seen.case.events.filter(key=event_key, kind__in=TELLING).first()
    if target is None:
        raise Http404
    if target.kind == CaseEventKind.CORRECTED and replacement is not None:
        raise BadInput(Fault("", _("Une correction se retire."), _("Corrigez l’événement lui-même.")))
    entry = Entry(CaseEventKind.CORRECTED, reason=reason, target=str(target.key), words=words)
    if replacement is not None:
        entry = Entry(
            CaseEventKind.CORRECTED, replacement.what or target.what, replacement.on, replacement.value, words, reason,
            str(target.fulfils or ""), str(target.key), target.kind,
        )  # fmt: skip
    with transaction.atomic():
        row = append_all(seen.case, actor, [entry])[0]
        note_contact(seen.file_sight.file)
    return row
