"""Notes of a file: written, and changed over the version that was read."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.declarations.privacy import FieldClass

from ..enums import NoteAudience
from ..models import HeldEdit, Note
from ..permissions import require_following
from ..reads import FileSight
from .contact import note_contact
from .edits import hold
from .opening import file_to_write

LONGEST = 20_000
"""Letters that a note may hold: some six pages."""


def add(
    actor: User,
    file_key: UUID | str,
    *,
    words: str,
    audience: str = NoteAudience.WORKERS,
    happened_on: date | None = None,
    is_health: bool = False,
) -> Note:
    """Write a note in a file of one's own. A health note asks that the actor may read the health class.

    Raises Http404 for a file that is not the actor's, BadInput for an empty or endless note, a day to come, or a
    health note by somebody who could not read it again.
    """
    sight, seen = file_to_write(actor, file_key)
    day = happened_on or timezone.localdate()
    if is_health and not seen.shows(FieldClass.HEALTH):
        raise BadInput(
            Fault("is_health", _("Votre rôle ne lit pas les notes de santé."), _("Un soignant du suivi peut l’écrire."))
        )
    _check(words, day)
    with transaction.atomic():
        note = Note(file=seen.file, author=actor, happened_on=day, audience=NoteAudience(audience), is_health=is_health)
        note.words = words
        note.save()
        note_contact(seen.file, moment_of(day))
        detail = {"file": str(seen.file.key), "note": str(note.key), "health": is_health, "audience": str(audience)}
        record(actor, "note.add", sight.person.target, organisation=seen.file.organisation.slug, detail=detail)
    return note


def change(actor: User, note_key: UUID | str, *, version: int, **values: Any) -> HeldEdit | None:
    """Change a note (`words`, `audience`, `happened_on`) over the version that the actor was reading.

    Returns None once it is written; the held edit when somebody changed the note in the meantime. Whether a note is
    of health does not change: another is written. Raises Http404 to who may not read or write it.
    """
    note, seen = note_to_write(actor, note_key)
    _check(values.get("words", note.words), values.get("happened_on", note.happened_on))
    with transaction.atomic():
        kept = Note.objects.select_for_update().get(pk=note.pk)
        if kept.version != version:
            return hold(actor, seen.file.person, f"note:{note.key}", values)
        kept.words = values.get("words", kept.words)
        kept.audience = NoteAudience(values.get("audience", kept.audience))
        kept.happened_on = values.get("happened_on", kept.happened_on)
        kept.version += 1
        kept.changed_at = timezone.now()
        kept.save()
        note_contact(seen.file, moment_of(kept.happened_on))
        detail = {"file": str(seen.file.key), "note": str(note.key), "fields": sorted(values)}
        slug = seen.file.organisation.slug
        record(actor, "note.change", seen.file.person.target, organisation=slug, detail=detail)
    return None


def note_to_write(actor: User, key: UUID | str) -> tuple[Note, FileSight]:
    """A note of a file that the actor follows, whose class they may read; Http404 for any other."""
    require_following(actor)
    note = Note.objects.filter(key=key).select_related("file").first()
    if note is None:
        raise Http404
    _sight, seen = file_to_write(actor, note.file.key)
    if not seen.shows(FieldClass.HEALTH if note.is_health else FieldClass.FREE_TEXT):
        raise Http404
    return note, seen


def moment_of(day: date) -> datetime:
    """When something of that day happened, for the clocks: now for today, its end for a day that is over."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


def _check(words: str, day: date) -> None:
    faults = []
    if not words.strip():
        faults.append(Fault("words", _("La note est vide."), _("Écrivez ce qu’il faut retenir.")))
    if len(words) > LONGEST:
        faults.append(Fault("words", _("La note dépasse 20 000 signes."), _("Partagez-la en deux, ou joignez-la.")))
    if day > timezone.localdate():
        faults.append(Fault("happened_on", _("Ce jour est à venir."), _("Pour un rendez-vous, prévoyez une étape.")))
    if faults:
        raise BadInput(*faults)
