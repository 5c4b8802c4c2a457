"""Failed jobs, in the day of those who can mend them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .models import Job
from .permissions import oversees_jobs

SHOWN = 20


def failed_jobs(user: Any, today: date) -> Iterable[Any]:
    """The user's own failed jobs; all of them for the platform's administration."""
    jobs = Job.objects.failed() if oversees_jobs(user) else Job.objects.failed().filter(owner=user)
    # Worklist stands on the same floor: it is reached by name, like the functions of jobs.
    entry, urgency = (import_string(f"pacte.ground.worklist.rules.{name}") for name in ("Entry", "Urgency"))
    return [
        entry(
            kind=_("Travail échoué"), title=job.label or _("Travail"), url=reverse("jobs:job", args=[job.key]),
            act=_("Relancer"), due=None, urgency=urgency.TODAY,
        )
        for job in jobs[:SHOWN]
    ]  # fmt: skip


PROVIDERS = [failed_jobs]
