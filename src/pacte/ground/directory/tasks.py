"""What recurs: those who keep entries are reminded of the ones to review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .services import freshness


def remind_keepers(now: datetime) -> int:
    """How many people were written to."""
    return freshness.remind(now)


TICKS: list[Callable[[datetime], int]] = [remind_keepers]
