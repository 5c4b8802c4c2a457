"""What recurs: the return of a building is recalled once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..services.buildings import remind

TICKS: list[Callable[[datetime], int]] = [remind]
