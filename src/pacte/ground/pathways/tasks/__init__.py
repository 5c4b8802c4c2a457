"""What recurs, gathered from the parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from . import cases, schemes, signals, work

TICKS: list[Callable[[datetime], int]] = [
    *cases.TICKS,
    *schemes.TICKS,
    *work.TICKS,
    *signals.TICKS,
]
