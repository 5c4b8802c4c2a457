"""What recurs in this part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..services.stays import continue_stays

TICKS: list[Callable[[datetime], int]] = [continue_stays]
