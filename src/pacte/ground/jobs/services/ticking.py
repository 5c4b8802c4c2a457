"""What recurs: each room's ticks, run one at a time; signs of life."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from pacte.ground.declarations.registry import declared

from ..models import TickRun, WorkerSign
from ..rules import scrubbed

logger = logging.getLogger("pacte.ticks")
GIVEN_UP_AFTER = timedelta(hours=1)
"""A tick that began so long ago and never ended has lost its process."""


def run_ticks(now: datetime) -> Iterator[TickRun]:
    """Run every room's recurring tasks once, each reported as it ends. One that fails stops no other.

    A task that another process is running is passed over.
    """
    for room, ticks in declared("tasks", "TICKS"):
        for tick in ticks:
            name = f"{room.removeprefix('pacte.')}.{tick.__name__}"
            if _begin(name, now):
                yield _run_one(name, tick, now)


def _begin(name: str, now: datetime) -> bool:
    TickRun.objects.get_or_create(name=name)
    idle = Q(began_at__isnull=True) | Q(ended_at__gte=F("began_at")) | Q(began_at__lt=now - GIVEN_UP_AFTER)
    return bool(TickRun.objects.filter(idle, name=name).update(began_at=timezone.now(), ended_at=None))


def _run_one(name: str, tick: Callable[[datetime], int], now: datetime) -> TickRun:
    run = TickRun.objects.get(name=name)
    try:
        run.count, run.error = tick(now), ""
    except Exception as error:
        run.count, run.error = 0, scrubbed(error)
        logger.error("tick %s: %s", name, run.error)
    run.ended_at = timezone.now()
    run.save()
    return run


def worker_seen(name: str, now: datetime) -> None:
    """A worker's sign of life."""
    WorkerSign.objects.update_or_create(name=name, defaults={"seen_at": now})
