"""Gathers what every room asks of a user. Each room's provider sees to it that only the user's own work is given."""

from __future__ import annotations

from datetime import date
from typing import Any

from pacte.ground.declarations.registry import declared

from .rules import Entry


def entries_for(user: Any, today: date) -> list[Entry]:
    """What this user has to do, from each `worklist.PROVIDERS`, in no order."""
    return [
        entry
        for _room, providers in declared("worklist", "PROVIDERS")
        for provider in providers
        for entry in provider(user, today)
    ]
