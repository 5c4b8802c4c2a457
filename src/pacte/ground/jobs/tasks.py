"""What recurs: jobs whose worker died go back into the queue, even when no other worker noticed."""

from __future__ import annotations

from datetime import datetime

from .services import take_up_stale


def take_up_stale_jobs(now: datetime) -> int:
    """Jobs queued again."""
    return take_up_stale(now)


TICKS = [take_up_stale_jobs]
