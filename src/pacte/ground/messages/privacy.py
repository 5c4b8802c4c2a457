"""Addresses and words of messages: read by nobody on any page, dropped when the message leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import FieldClass, Retention, Sensitive

from .enums import WAITING
from .models import Message

KEEP = timedelta(days=90)


def _nobody(user: Any, row: Any) -> bool:
    """No page, export or log shows them to anyone."""
    return False


def forget_old(before: datetime) -> int:
    """Delete messages that no longer wait and were asked for before then."""
    count, _rows = Message.objects.filter(created_at__lt=before).exclude(state__in=WAITING).delete()
    return count


SEALED = ["outbox.Message.sealed_address", "outbox.Message.sealed_context", "outbox.ContactRule.sealed_address"]
"""Columns that `pacte keys reseal` seals again under the current key."""

FIELDS = [
    Sensitive("outbox.Message", "sealed_address", FieldClass.CONTACT, _nobody),
    Sensitive("outbox.Message", "sealed_context", FieldClass.FREE_TEXT, _nobody),
    Sensitive("outbox.ContactRule", "sealed_address", FieldClass.CONTACT, _nobody),
]
RETENTION = [
    Retention(
        "outbox.Message",
        KEEP,
        _("Le temps de voir qu’un message est parti ; ses mots sont partis avec lui."),
        forget_old,
    )
]
