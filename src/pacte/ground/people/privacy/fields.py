"""The sensitive fields of the room, their class, and who may read a given row's value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pacte.ground.declarations.privacy import FieldClass, Sensitive

from ..models import ExceptionalAccess, File, FileDocument, HeldEdit, Note, Person
from ..permissions.sharing import reviews_urgency
from ..reads import sight_of
from ..reads.desk import at_the_desk

C = FieldClass


def nobody(user: Any, row: Any) -> bool:
    """No page shows it as it is kept."""
    return False


def of_person(field_class: FieldClass) -> Callable[[Any, Any], bool]:
    """Those whose sight of the person opens this class; whoever answers the person's own request."""

    def may_read(user: Any, row: Any) -> bool:
        person = row if isinstance(row, Person) else row.person
        sight = sight_of(user, person)
        return at_the_desk(user, person) or (sight is not None and sight.shows(field_class))

    return may_read


def of_file(field_class: FieldClass) -> Callable[[Any, Any], bool]:
    """Those whose sight of the file opens this class; whoever answers the person's own request."""

    def may_read(user: Any, row: Any) -> bool:
        file = row if isinstance(row, File) else row.file
        sight = sight_of(user, file.person)
        seen = sight.of_file(file) if sight else None
        return at_the_desk(user, file.person) or (seen is not None and seen.shows(field_class))

    return may_read


def note_reader(user: Any, note: Note) -> bool:
    """Those to whom the note's audience and class are open; whoever answers the person's own request."""
    if at_the_desk(user, note.file.person):
        return True
    sight = sight_of(user, note.file.person)
    seen = sight.of_file(note.file) if sight else None
    if seen is None or note.audience not in seen.seen.audiences:
        return False
    return seen.shows(C.HEALTH if note.is_health else C.FREE_TEXT)


def own_edit(user: Any, edit: HeldEdit) -> bool:
    """Whoever typed it."""
    return bool(edit.user_id == getattr(user, "pk", None))


def officer_or_author(user: Any, access: ExceptionalAccess) -> bool:
    """The data protection officer, and whoever wrote it."""
    return reviews_urgency(user) or bool(access.user_id == getattr(user, "pk", None))


def document_reader(user: Any, document: FileDocument) -> bool:
    """Those who may open the document."""
    from ..reads.documents import may_read_file_document

    return at_the_desk(user, document.file.person) or may_read_file_document(user, document)


FIELDS = [
    Sensitive("people.Person", "given_name", C.IDENTITY, of_person(C.IDENTITY)),
    Sensitive("people.Person", "family_name", C.IDENTITY, of_person(C.IDENTITY)),
    Sensitive("people.OtherName", "name", C.IDENTITY, of_person(C.IDENTITY)),
    Sensitive("people.Person", "phone", C.CONTACT, of_person(C.CONTACT)),
    Sensitive("people.Person", "email", C.CONTACT, of_person(C.CONTACT)),
    Sensitive("people.Person", "relay", C.CONTACT, of_person(C.CONTACT)),
    Sensitive("people.Person", "sealed_protected_address", C.PROTECTED_ADDRESS, of_person(C.PROTECTED_ADDRESS)),
    Sensitive("people.File", "summary", C.SITUATION, of_file(C.SITUATION)),
    Sensitive("people.Note", "text", C.FREE_TEXT, note_reader),
    Sensitive("people.Note", "sealed_health", C.HEALTH, note_reader),
    Sensitive("people.Step", "title", C.FREE_TEXT, of_file(C.FREE_TEXT)),
    Sensitive("people.HeldEdit", "sealed_values", C.FREE_TEXT, own_edit),
    Sensitive("people.ExceptionalAccess", "sealed_words", C.FREE_TEXT, officer_or_author),
    Sensitive("people.Word", "text", C.IDENTITY, nobody),
]
"""A step's title is written by those of the file: the least that sees it is the follow-up's free text."""

SEALED = [
    "people.Person.sealed_protected_address", "people.Note.sealed_health", "people.HeldEdit.sealed_values",
    "people.ExceptionalAccess.sealed_words",
]  # fmt: skip
"""Columns that `pacte keys reseal` seals again under the current key."""
