"""A job holds no personal data; its row is kept for three months so that a failure can be looked into."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from pacte.ground.declarations.privacy import Retention, Sensitive

from .enums import UNFINISHED
from .models import Job, WorkerSign

KEEP = timedelta(days=90)


def forget_old(before: datetime) -> int:
    """Delete jobs that ended before then, with the queue's own rows and the signs of workers long gone."""
    count, _rows = Job.objects.filter(finished_at__lt=before).exclude(state__in=UNFINISHED).delete()
    DBTaskResult.objects.filter(finished_at__lt=before).delete()
    WorkerSign.objects.filter(seen_at__lt=before).delete()
    return count


FIELDS: list[Sensitive] = []
RETENTION = [Retention("jobs.Job", KEEP, _("Le temps de comprendre un échec."), forget_old, is_sample=True)]
