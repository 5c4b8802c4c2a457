"""What recurs: the link of the evening goes to sites that have not declared; at noon the night that ended is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..services.declaring import send_links
from ..services.presence import freeze_nights


def ask_sites(now: datetime) -> int:
    """How many sites were written to."""
    return send_links(now)


def keep_nights(now: datetime) -> int:
    """How many lots' nights were frozen."""
    return freeze_nights(now)


TICKS: list[Callable[[datetime], int]] = [ask_sites, keep_nights]
