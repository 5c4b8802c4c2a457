"""A piece of background work and what is known of it. The queue is django-tasks'; this row is the truth.

A job carries identifiers only. Its error is a type and a place in the code, never a value.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import LOOK, UNFINISHED, JobState
from .rules import percentage


class TakenOver(Exception):
    """Another worker holds this job now: whoever reads this must stop, its work would be done twice."""


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, now: datetime) -> JobQuerySet:
        """Jobs that wait and whose time has come."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), state=JobState.QUEUED)

    def silent_since(self, limit: datetime) -> JobQuerySet:
        """Jobs said to run whose worker has given no sign since then."""
        return self.filter(state=JobState.RUNNING, heartbeat_at__lt=limit)

    def failed(self) -> JobQuerySet:
        return self.filter(state=JobState.FAILED)


class Job(models.Model):
    """One call of `dotted(job, *identifiers)`, made once although workers die.

    `attempt` grows each time a worker takes the job up; it is the token with which that worker writes, so
    that one that was held for dead and comes back can write nothing. `errors` counts the attempts that ended
    in an error, `crashes` those whose worker vanished.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dotted = models.CharField(_("fonction"), max_length=200)
    identifiers = models.JSONField(default=list)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="jobs")
    label = models.CharField(_("travail"), max_length=120, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=JobState, default=JobState.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    crashes = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(_("fait"), default=0)
    total = models.PositiveIntegerField(_("total"), default=0)
    error = models.CharField(_("erreur"), max_length=300, blank=True)
    task = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(_("demandé le"), default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("commencé le"), null=True, blank=True)
    finished_at = models.DateTimeField(_("fini le"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("travail")
        verbose_name_plural = _("travaux")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="job_state")]

    def __str__(self) -> str:
        return str(self.key)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_transaction = False

    @property
    def percentage(self) -> int | None:
        return 100 if self.state == JobState.DONE else percentage(self.done, self.total)

    @property
    def tone(self) -> str:
        return LOOK[JobState(self.state)][0]

    @property
    def sign(self) -> str:
        return LOOK[JobState(self.state)][1]

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    def report(self, done: int, total: int) -> None:
        """Say how far the work has come. Raises TakenOver when another worker holds the job.

        Inside a `whole` job the heart writes it instead, so that no lock is held on the row.
        """
        self.done, self.total = max(0, done), max(0, total)
        if not self.holds_transaction:
            self.beat()

    def beat(self) -> None:
        """Write progress and a sign of life, if this attempt is still the one that holds the job."""
        written = self.held().update(done=self.done, total=self.total, heartbeat_at=timezone.now())
        if not written:
            raise TakenOver(str(self.key))

    def held(self) -> JobQuerySet:
        """This job's row, as long as this attempt holds it: nothing otherwise."""
        return Job.objects.filter(pk=self.pk, state=JobState.RUNNING, attempt=self.attempt)


class WorkerSign(models.Model):
    """When each worker last gave a sign of life; `pacte doctor` reads it."""

    name = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signe de vie")
        verbose_name_plural = _("signes de vie")

    def __str__(self) -> str:
        return self.name


class TickRun(models.Model):
    """When each recurring task last began and ended, and how many things it did."""

    name = models.CharField(max_length=200, unique=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    count = models.IntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("tâche récurrente")
        verbose_name_plural = _("tâches récurrentes")

    def __str__(self) -> str:
        return self.name
