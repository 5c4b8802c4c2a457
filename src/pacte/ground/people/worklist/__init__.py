"""What the room puts into my day, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry

from . import exceptional, files, search

PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    *files.PROVIDERS, *exceptional.PROVIDERS, *search.PROVIDERS,
]  # fmt: skip
