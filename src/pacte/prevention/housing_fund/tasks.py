"""The night's work: agreements whose condition or contract did not come in time lapse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from .services.lapsing import lapse_late


def lapse(now: datetime) -> int:
    """What was waited for until yesterday, and did not come; returns how many agreements lapsed."""
    return lapse_late(timezone.localtime(now).date())


TICKS: list[Callable[[datetime], int]] = [lapse]
