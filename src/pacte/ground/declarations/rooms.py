"""Which rooms the city has switched off. The roof names who knows, in its settings; a room above the asker keeps it.

A room that may be switched declares `access.SWITCH`. Off, it answers 404 and is in no navigation and no day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .access import Switch
from .registry import declared


@cache
def switchable() -> Mapping[str, Switch]:
    """The rooms that a city may switch, by label ("neighbours")."""
    return {label_of(room): switch for room, switch in declared("access", "SWITCH")}


def label_of(module: str) -> str:
    """The room of a dotted name.

    >>> label_of("pacte.prevention.neighbours.worklist")
    'neighbours'
    >>> label_of("elsewhere")
    ''
    """
    return (module.split(".") + [""] * 2)[2]


def switched_off(request: Any = None) -> frozenset[str]:
    """The labels of the rooms that are off now; remembered for the length of the request that is given."""
    if request is not None and hasattr(request, "rooms_off"):
        return frozenset(request.rooms_off)
    predicate: Callable[[], frozenset[str]] = import_string(settings.ROOMS_PREDICATE)
    found = predicate() if switchable() else frozenset()
    _KNOWN[:] = [found]
    if request is not None:
        request.rooms_off = found
    return found


_KNOWN: list[frozenset[str]] = []


def last_known_off() -> frozenset[str]:
    """The rooms that were off when this process last asked; as they are delivered before. Costs a visitor nothing."""
    return _KNOWN[0] if _KNOWN else frozenset(code for code, switch in switchable().items() if not switch.is_on)
