"""Gathers what every room asks of a user. Each room's provider sees to it that only the user's own work is given.

A room that fails does not take the page down: its part is missing, the page says so, the log tells where.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps

from pacte.ground.declarations.registry import declared
from pacte.ground.declarations.rooms import label_of, switched_off

from .rules import Entry

log = logging.getLogger(__name__)
Provider = Callable[[Any, date], Iterable[Entry]]


@dataclass(frozen=True)
class Gathered:
    """What there is to do, and the rooms whose part could not be read, by their name on the page."""

    entries: list[Entry]
    missing: list[str]


def entries_for(user: Any, today: date) -> list[Entry]:
    """What this user has to do, from each `worklist.PROVIDERS`, in no order."""
    return gathered(user, today).entries


def gathered(user: Any, today: date) -> Gathered:
    """The same, with the rooms that failed. The log holds the error's type and place, never its words."""
    entries: list[Entry] = []
    missing: list[str] = []
    away = switched_off()
    for room, providers in declared("worklist", "PROVIDERS"):
        if label_of(room) in away:
            continue
        for provider in providers:
            found = _asked(room, provider, user, today)
            if found is None:
                missing.append(_name(room))
            else:
                entries += found
    return Gathered(entries, list(dict.fromkeys(missing)))


def _asked(room: str, provider: Provider, user: Any, today: date) -> list[Entry] | None:
    try:
        return list(provider(user, today))
    except Exception:
        log.exception("a room could not give its part of my day", extra={"route": room})
        return None


def _name(room: str) -> str:
    label = room.rsplit(".", 1)[-1]
    return str(apps.get_app_config(label).verbose_name) if label in apps.app_configs else label
