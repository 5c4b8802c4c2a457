"""What recurs in this part: at noon, what the night left without a place is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..services.requests import end_night

TICKS: list[Callable[[datetime], int]] = [end_night]
