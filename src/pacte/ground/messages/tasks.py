"""What recurs: send what is due."""

from __future__ import annotations

from datetime import datetime

from .services import send_due


def send_messages(now: datetime) -> int:
    """Messages that left."""
    return send_due(now)


TICKS = [send_messages]
