"""What the day centres put into my day, gathered from their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry

from . import lockers, mail, stock

PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [*mail.PROVIDERS, *lockers.PROVIDERS, *stock.PROVIDERS]
