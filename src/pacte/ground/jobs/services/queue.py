"""Putting jobs in the queue, in the caller's own transaction: a rolled back verb leaves no job behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pacte.ground.declarations.errors import BadInput, Fault, Refused

from .. import permissions
from ..enums import JobState
from ..models import Job
from ..rules import MAX_CRASHES, STALE_AFTER, acceptable, is_dotted


def enqueue(dotted: str, *identifiers: int | str, owner: Any = None, label: str = "") -> Job:
    """Ask for `dotted(job, *identifiers)` in the background, once the caller's transaction commits.

    `label` says to its owner what the work is, naming nobody. Refuses an identifier that could be a name.
    """
    if not is_dotted(dotted):
        raise BadInput(Fault("dotted", "is not the dotted name of a function"))
    wrong = [n for n, identifier in enumerate(identifiers, start=1) if not acceptable(identifier)]
    if wrong:
        # The value itself is not repeated: it may be what a job must not carry.
        raise BadInput(
            *(Fault(f"identifier {n}", "is neither an integer nor a short code", "Pass a primary key.") for n in wrong)
        )
    with transaction.atomic():
        job = Job.objects.create(dotted=dotted, identifiers=list(identifiers), owner=owner, label=label)
        hand_over(job)
    return job


def hand_over(job: Job) -> None:
    """Give the job to django-tasks; its row says which task stands for it now."""
    from .running import call_job

    task = call_job.using(run_after=job.not_before) if job.not_before else call_job
    job.task = task.enqueue(str(job.key)).id
    job.save(update_fields=["task"])


def take_up_stale(now: datetime | None = None, after: timedelta = STALE_AFTER) -> int:
    """Queue again the jobs whose worker died, while running or just before. Returns how many.

    Any worker may do it at any time: each row changes hands by one conditional update.
    """
    now = now or timezone.now()
    taken = 0
    for job in Job.objects.silent_since(now - after):
        taken += _take_up(job, now - after)
    waiting = Job.objects.due(now - after).filter(created_at__lt=now - after)
    ready = DBTaskResult.objects.filter(pk__in=waiting.values("task"), status=TaskResultStatus.READY)
    for job in waiting.exclude(task__in=ready.values("pk")):
        with transaction.atomic():
            # Its task was claimed by a worker that died before it reached the job.
            if Job.objects.filter(pk=job.pk, state=JobState.QUEUED, task=job.task).update(task=None):
                hand_over(job)
                taken += 1
    return taken


def _take_up(job: Job, limit: datetime) -> int:
    """One job back into the queue, unless its heart has beaten meanwhile; one that keeps killing is failed."""
    crashes = job.crashes + 1
    with transaction.atomic():
        mine = job.held().filter(heartbeat_at__lt=limit)
        if crashes >= MAX_CRASHES:
            mine.update(
                state=JobState.FAILED,
                crashes=crashes,
                error="WorkerLost",
                finished_at=timezone.now(),
                heartbeat_at=None,
            )
            return 0
        if not mine.update(state=JobState.QUEUED, crashes=crashes, not_before=None, heartbeat_at=None):
            return 0
        job.refresh_from_db()
        hand_over(job)
    return 1


def again(actor: Any, job: Job) -> Job:
    """Queue a failed job once more, as if it were new."""
    if not permissions.may_see(actor, job):
        raise Refused(_("Ce travail appartient à un autre compte."))
    with transaction.atomic():
        fresh = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
            state=JobState.QUEUED,
            errors=0,
            crashes=0,
            done=0,
            total=0,
            error="",
            not_before=None,
            finished_at=None,
        )
        job.refresh_from_db()
        if fresh:
            hand_over(job)
    return job
