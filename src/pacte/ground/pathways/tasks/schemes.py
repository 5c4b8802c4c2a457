"""What recurs in this part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

TICKS: list[Callable[[datetime], int]] = []
