"""What the 115 and the sites put into my day, gathered from their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry

from . import board, buildings, exchange, priorities, requests, rounds, stays, stock

PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    *stock.PROVIDERS,
    *requests.PROVIDERS,
    *priorities.PROVIDERS,
    *exchange.PROVIDERS,
    *rounds.PROVIDERS,
    *stays.PROVIDERS,
    *board.PROVIDERS,
    *buildings.PROVIDERS,
]
