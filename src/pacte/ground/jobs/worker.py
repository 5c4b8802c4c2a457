"""The worker's loop: run what is due, take up what a dead worker left, give a sign of life.

django-tasks claims each task; the job's own row decides whether it is run (see services). A stopped worker ends the
job in hand first; a killed one loses nothing, its job goes to another.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
import uuid
from datetime import timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from .rules import BEAT_EVERY, STALE_AFTER
from .services import running, take_up_stale, worker_seen

logger = logging.getLogger("pacte.jobs")
SIGN_EVERY = 15.0


class Worker:
    """One process that runs jobs, one at a time, until it is told to stop."""

    def __init__(
        self, *, stale_after: timedelta = STALE_AFTER, beat_every: timedelta = BEAT_EVERY, idle: float = 1.0
    ) -> None:
        self.name = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.stale_after, self.idle = stale_after, idle
        self.stopping = False
        self.next_sign = self.next_sweep = 0.0
        running.beat_every = beat_every
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        logging.getLogger("django_tasks").setLevel(logging.WARNING)

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End after the job in hand."""
        self.stopping = True

    def run(self, *, until_empty: bool = False) -> None:
        """Work until told to stop, or, with `until_empty`, until nothing is due."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        parent = os.getppid()
        while not self.stopping and os.getppid() == parent:
            try:
                busy = self._step()
            except DatabaseError as error:
                # A database that restarts: what is queued will still be there.
                logger.error("worker %s: %s", self.name, type(error).__name__)
                busy = False
            close_old_connections()
            if not busy and until_empty:
                return
            if not busy and not self.stopping:
                time.sleep(self.idle)

    def _step(self) -> bool:
        """One job at most. Whether there was one."""
        now = time.monotonic()
        if now >= self.next_sign:
            worker_seen(self.name, timezone.now())
            self.next_sign = now + SIGN_EVERY
        if now >= self.next_sweep:
            take_up_stale(after=self.stale_after)
            self.next_sweep = now + min(SIGN_EVERY, self.stale_after.total_seconds() / 2)
        # Looked at without a lock first, so that an idle worker takes none.
        if not DBTaskResult.objects.ready().exists():
            return False
        TaskRunner(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
            worker_id=self.name, excluded_queue_names=[],
        ).run()  # fmt: skip
        return True
