"""States of a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("en attente")
    RUNNING = "running", _("en cours")
    DONE = "done", _("terminé")
    FAILED = "failed", _("échoué")


LOOK = {
    JobState.QUEUED: ("fair", "◐"), JobState.RUNNING: ("fair", "◐"),
    JobState.DONE: ("good", "☼"), JobState.FAILED: ("bad", "⚡"),
}  # fmt: skip
"""Tone and sign of each state's badge; the words say it too."""

UNFINISHED = frozenset({JobState.QUEUED, JobState.RUNNING})
"""States in which the page still asks for news."""
