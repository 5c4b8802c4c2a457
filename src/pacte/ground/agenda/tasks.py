"""What recurs: those who have a seat tomorrow are reminded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .services import remind


def remind_attendees(now: datetime) -> int:
    """How many people were written to."""
    return remind(now)


TICKS: list[Callable[[datetime], int]] = [remind_attendees]
