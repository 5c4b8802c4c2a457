"""Which notes of a file are open to somebody: by the note's audience, and by its class of data."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from pacte.ground.declarations.privacy import FieldClass

from ..models import Note
from .sight import FileSight


def readable(sights: Iterable[FileSight]) -> QuerySet[Note]:
    """The notes of these files that are open to whoever sees them so, the latest first."""
    found = Q(pk__in=[])
    for seen in sights:
        kinds = [
            is_health
            for is_health, field_class in ((False, FieldClass.FREE_TEXT), (True, FieldClass.HEALTH))
            if seen.shows(field_class)
        ]
        found |= Q(file=seen.file.pk, audience__in=sorted(seen.seen.audiences), is_health__in=kinds)
    return Note.objects.filter(found).select_related("author")
