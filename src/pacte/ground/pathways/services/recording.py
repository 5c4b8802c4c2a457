"""What a worker notes in a case. Out of order, late, on a Sunday: all is noted, and warned of; nothing is edited.

Each verb checks that the actor follows the file, and appends one event under the case's lock. `append` is for rooms
whose own predicate allowed the act: it asks no right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.services.contact import note_contact

from ..enums import CaseEventKind, PauseReason
from ..models import CaseEvent
from ..reads.cases import CaseSight
from ..reads.stories import scheme_of
from . import case_checks as checks
from .case_appending import Entry, append, append_all
from .case_corrections import Replacement, correct
from .documents import ask_document, give_document, remove_document
from .opening import case_to_write

__all__ = [
    "Entry", "Replacement", "append", "append_all", "ask_document", "close", "correct", "give_document", "happened",
    "note", "pause", "plan", "remove_document", "reopen", "resume", "set_fact", "set_facts", "unplan",
]  # fmt: skip


def _noted(actor: User, key: UUID | str, make: Callable[[CaseSight], Entry]) -> CaseEvent:
    """A worker's own verb: the right, one block, the entry made from what the case is now, the file's news."""
    seen = case_to_write(actor, key)
    with transaction.atomic():
        row = append_all(seen.case, actor, [make(seen)])[0]
        note_contact(seen.file_sight.file)
    return row


def happened(
    actor: User, key: UUID | str, step: str, on: date, *, fulfils: str = "", words: str = ""
) -> CaseEvent:  # fmt: skip
    """Note that a step happened on a day that came; `fulfils` names the plan that it carries out.

    Raises Http404 for a case that is not the actor's to write in, BadInput for a day ahead or an unknown step.
    """

    def make(seen: CaseSight) -> Entry:
        if fulfils and not seen.case.events.filter(key=fulfils, kind=CaseEventKind.PLANNED).exists():
            raise BadInput(Fault("fulfils", _("Cet acte prévu n’est pas de ce parcours.")))
        return Entry(CaseEventKind.HAPPENED, step, on, words=words, fulfils=str(fulfils or ""))

    return _noted(actor, key, make)


def plan(actor: User, key: UUID | str, step: str, on: date, *, words: str = "") -> CaseEvent:
    """Plan a step, or move the plan: the last word holds, the clocks that hang on it move."""
    return _noted(actor, key, lambda seen: _planned(seen, step, on, words))


def _planned(seen: CaseSight, step: str, on: date, words: str) -> Entry:
    scheme = scheme_of(seen.case)
    if not checks.step_in(scheme, step).plannable:
        what = _("Cet acte ne se prévoit pas.")
        raise BadInput(Fault("step", what, _("Notez-le quand il a lieu.")))
    if on is None:
        raise BadInput(Fault("on", _("La date manque."), _("Indiquez-la.")))
    return Entry(CaseEventKind.PLANNED, step, on, words=words)


def unplan(actor: User, key: UUID | str, step: str) -> CaseEvent:
    """Take a plan back: nothing is planned for this step any more."""
    return _noted(actor, key, lambda seen: Entry(CaseEventKind.PLANNED, step))


def set_fact(actor: User, key: UUID | str, fact: str, value: Any) -> CaseEvent:
    """Say what is true of the case; None takes it back. Money in cents, a day as a date, a choice by its code."""
    return _noted(actor, key, lambda seen: Entry(CaseEventKind.FACT, fact, timezone.localdate(), value))


def set_facts(actor: User, key: UUID | str, facts: Mapping[str, Any]) -> list[CaseEvent]:
    """Say several facts at once; the case is folded once."""
    seen, today = case_to_write(actor, key), timezone.localdate()
    entries = [Entry(CaseEventKind.FACT, fact, today, value) for fact, value in facts.items()]
    if not entries:
        return []
    with transaction.atomic():
        rows = append_all(seen.case, actor, entries)
        note_contact(seen.file_sight.file)
    return rows


def pause(actor: User, key: UUID | str, clock: str, on: date, reason: str) -> CaseEvent:
    """Suspend a clock by hand, or all of them ("")."""
    if reason not in PauseReason.values:
        raise BadInput(Fault("reason", _("Dites pourquoi le délai est suspendu.")))
    return _noted(actor, key, lambda seen: Entry(CaseEventKind.PAUSED, clock, on, reason=reason))


def resume(actor: User, key: UUID | str, clock: str, on: date) -> CaseEvent:
    """Let a clock, or all of them (""), run again from a day."""
    return _noted(actor, key, lambda seen: Entry(CaseEventKind.RESUMED, clock, on))


def close(actor: User, key: UUID | str, outcome: str, on: date, *, words: str = "") -> CaseEvent:
    """End the case with an outcome. BadInput when it ended already, or when only a step brings this outcome."""

    def make(seen: CaseSight) -> Entry:
        if not seen.case.is_running:
            what = _("Ce parcours est déjà terminé.")
            raise BadInput(Fault("outcome", what, _("Corrigez sa fin, ou reprenez-le d’abord.")))
        return Entry(CaseEventKind.CLOSED, outcome, on, words=words)

    return _noted(actor, key, make)


def reopen(actor: User, key: UUID | str, *, words: str = "") -> CaseEvent:
    """Go on with a case that had ended; BadInput when it had not."""

    def make(seen: CaseSight) -> Entry:
        if seen.case.is_running:
            raise BadInput(Fault("", _("Ce parcours est en cours.")))
        return Entry(CaseEventKind.REOPENED, on=timezone.localdate(), words=words)

    return _noted(actor, key, make)


def note(actor: User, key: UUID | str, words: str) -> CaseEvent:
    """Write a few words in the case's story, that change nothing."""
    if not words.strip():
        raise BadInput(Fault("words", _("La note est vide."), _("Écrivez ce qu’il faut retenir.")))
    return _noted(actor, key, lambda seen: Entry(CaseEventKind.NOTED, on=timezone.localdate(), words=words))
