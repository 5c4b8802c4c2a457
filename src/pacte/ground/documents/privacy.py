"""What of an attachment is sensitive, and when a file that nothing holds is deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import FieldClass, Retention, Sensitive

from .permissions import may_read
from .reads import orphans


def _purge(before: datetime) -> int:
    """Delete orphans, and their bytes once that is certain; returns how many."""
    rows = list(orphans(before))
    for row in rows:
        storage, stored = row.file.storage, str(row.file.name)
        row.delete()
        transaction.on_commit(partial(storage.delete, stored))
    return len(rows)


FIELDS = [
    Sensitive("documents.Attachment", "name", FieldClass.FREE_TEXT, lambda user, row: may_read(row, user)),
]
RETENTION = [
    Retention(
        "documents.Attachment",
        timedelta(days=30),
        _("Un fichier que plus rien ne tient ne sert à personne."),
        _purge,
        reference="RGPD, article 5.1.e",
    ),
]
