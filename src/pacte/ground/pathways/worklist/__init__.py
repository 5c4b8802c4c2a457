"""What pathways put into my day, gathered from their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry

from . import cases, schemes, signals, work

PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    *cases.PROVIDERS,
    *schemes.PROVIDERS,
    *work.PROVIDERS,
    *signals.PROVIDERS,
]
