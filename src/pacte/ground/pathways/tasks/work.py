"""What recurs: each night every case is folded again, each morning workers are reminded. Once a day, as jobs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from pacte.ground.jobs.models import Job
from pacte.ground.jobs.services import enqueue

REFOLD = "pacte.ground.pathways.services.recomputing.refold_job"
REMIND = "pacte.ground.pathways.services.reminders.remind_job"
REFOLD_FROM, REMIND_FROM = 2, 6
"""Hours of the day, local time."""


def recompute_clocks(now: datetime) -> int:
    """Ask, once a night, that every case be folded again."""
    return _once_a_day(REFOLD, now, REFOLD_FROM)


def remind_workers(now: datetime) -> int:
    """Ask, once a morning, that workers be reminded of their terms."""
    return _once_a_day(REMIND, now, REMIND_FROM)


def _once_a_day(dotted: str, now: datetime, hour: int) -> int:
    local = timezone.localtime(now)
    day = local.date().isoformat()
    if local.hour < hour or Job.objects.filter(dotted=dotted, created_at__gte=_midnight(local)).exists():
        return 0
    enqueue(dotted, day)
    return 1


def _midnight(local: datetime) -> datetime:
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


TICKS: list[Callable[[datetime], int]] = [recompute_clocks, remind_workers]
