"""Noting that a person was in contact: it starts the clock of retention again, and says that a file has news."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from ..models import File, Person


def note_contact(file: File, at: datetime | None = None) -> None:
    """The file has news at this moment (now by default), and so has its person; never moves either backwards."""
    moment = min(at or timezone.now(), timezone.now())
    File.objects.filter(pk=file.pk).update(last_news_at=Greatest(F("last_news_at"), Value(moment)))
    Person.objects.filter(pk=file.person_id).update(last_contact_at=Greatest(F("last_contact_at"), Value(moment)))
