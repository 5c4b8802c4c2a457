"""Running one job: claim it, keep its heart beating, mark its end. What it raises leaves here without its message."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from pacte.ground.declarations.errors import BadInput

from ..enums import JobState
from ..models import Job, TakenOver
from ..rules import BEAT_EVERY, MAX_ATTEMPTS, back_off, scrubbed
from .queue import hand_over

logger = logging.getLogger("pacte.jobs")
Function = TypeVar("Function", bound=Callable[..., Any])
beat_every = BEAT_EVERY
"""How often this process' jobs say that they live; a worker may set it."""
LASTING = (BadInput, PermissionDenied)
"""Errors that another attempt would meet again: the job fails at once."""


def whole(function: Function) -> Function:
    """Run this job's function and the mark of its end in one transaction: killed, it has done all or nothing.

    On SQLite that transaction holds the only write lock: keep such jobs short there.
    """
    function.holds_transaction = True  # type: ignore[attr-defined]
    return function


@task()
def call_job(key: str) -> None:
    """What django-tasks calls. It knows the job's key and nothing else."""
    run(key, every=beat_every)


def run(key: str, *, every: timedelta | None = None) -> None:
    """Run the job if it is still waiting. With `every`, a thread of its own says so often that it lives."""
    job = _claim(key)
    if job is None:
        return
    heart = Heart(job, every) if every else None
    try:
        if heart:
            heart.start()
        _call(job)
    except TakenOver:
        logger.warning("job %s was taken over, this attempt stops", job.key)
    except Exception as error:
        _failed(job, error)
    finally:
        if heart:
            heart.stop()


def _claim(key: str) -> Job | None:
    """Take the job, by one conditional update: of two workers, one gets it."""
    now = timezone.now()
    claimed = Job.objects.due(now).filter(key=key).update(
        state=JobState.RUNNING, attempt=F("attempt") + 1, started_at=now, heartbeat_at=now, done=0, total=0
    )  # fmt: skip
    return Job.objects.get(key=key) if claimed else None


def _call(job: Job) -> None:
    function = import_string(job.dotted)
    if getattr(function, "holds_transaction", False):
        with transaction.atomic():
            job.holds_transaction = True
            function(job, *job.identifiers)
            _done(job)
    else:
        function(job, *job.identifiers)
        _done(job)


def _done(job: Job) -> None:
    finished = job.held().update(
        state=JobState.DONE,
        done=job.done,
        total=job.total,
        error="",
        finished_at=timezone.now(),
        heartbeat_at=None,
    )
    if not finished:
        raise TakenOver(str(job.key))


def _failed(job: Job, error: Exception) -> None:
    """Write the scrubbed error; try again later, unless it lasts or has come too often."""
    errors = job.errors + 1
    end = isinstance(error, LASTING) or errors >= MAX_ATTEMPTS
    now = timezone.now()
    with transaction.atomic():
        written = job.held().update(
            state=JobState.FAILED if end else JobState.QUEUED,
            errors=errors,
            error=scrubbed(error),
            not_before=None if end else now + back_off(errors),
            finished_at=now if end else None,
            heartbeat_at=None,
        )
        if written and not end:
            job.refresh_from_db()
            hand_over(job)
    logger.error("job %s: %s", job.key, scrubbed(error))


class Heart(threading.Thread):
    """Beats for one attempt of one job, on a database connection of its own, and carries its progress."""

    def __init__(self, job: Job, every: timedelta) -> None:
        super().__init__(name=f"heart-{job.key}", daemon=True)
        self.job, self.every, self.stopped = job, every.total_seconds(), threading.Event()

    def run(self) -> None:
        try:
            while not self.stopped.wait(self.every):
                try:
                    close_old_connections()
                    self.job.beat()
                except TakenOver:
                    return
                except DatabaseError:
                    # A locked or restarting database: the next beat may pass.
                    continue
        finally:
            connection.close()

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=30)


def run_pending() -> int:
    """Run here and now what is queued and due, jobs queued by jobs included. Returns how many were run."""
    count = 0
    while job := Job.objects.due(timezone.now()).order_by("created_at", "pk").first():
        run(str(job.key))
        DBTaskResult.objects.filter(pk__in=[job.task], status=TaskResultStatus.READY).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now()
        )
        count += 1
    return count
