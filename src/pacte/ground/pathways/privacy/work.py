"""What reminders hold: of workers alone. A worker's choice goes with their account, a reminder with its case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

from ..models import CaseReminder

AFTER_SENT = timedelta(days=365)


def _forget(before: datetime) -> int:
    return CaseReminder.objects.filter(sent_at__lt=before, due_on__lt=before.date()).delete()[0]


FIELDS: list[Sensitive] = []
RETENTION: list[Retention] = [
    Retention(
        "pathways.CaseReminder", AFTER_SENT,
        _("Un rappel envoyé sert à ne pas l’envoyer deux fois ; un an après, il ne sert plus."), _forget,
        is_sample=True,
    ),
]  # fmt: skip
HOLDINGS: list[Holding] = []
PROCESSING: list[Processing] = []
SEALED: list[str] = []
