"""What recurs: at noon, the night that nobody closed is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..services.report import close_past_nights

TICKS: list[Callable[[datetime], int]] = [close_past_nights]
