"""What recurs: services are reminded of what awaits their answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .services import remind


def remind_services(now: datetime) -> int:
    """How many people were written to."""
    return remind(now)


TICKS: list[Callable[[datetime], int]] = [remind_services]
