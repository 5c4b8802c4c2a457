"""Entries of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry

PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = []
