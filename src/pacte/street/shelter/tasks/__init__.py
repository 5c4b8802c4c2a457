"""What recurs, gathered from the parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from . import board, buildings, exchange, priorities, requests, rounds, stays, stock

TICKS: list[Callable[[datetime], int]] = [
    *stock.TICKS,
    *requests.TICKS,
    *priorities.TICKS,
    *exchange.TICKS,
    *rounds.TICKS,
    *stays.TICKS,
    *board.TICKS,
    *buildings.TICKS,
]
