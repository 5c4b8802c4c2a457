"""Which notes of a file are open to somebody: by the note's audience, and by its class of data."""

from __future__ import annotations

from pacte.ground.declarations.privacy import FieldClass

from ..models import Note
from .sight import FileSight


def open_to(seen: FileSight, note: Note) -> bool:
    """Is this note of this file open to whoever sees it so?"""
    field_class = FieldClass.HEALTH if note.is_health else FieldClass.FREE_TEXT
    return note.audience in seen.seen.audiences and seen.shows(field_class)
