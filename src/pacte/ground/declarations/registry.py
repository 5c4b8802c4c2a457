"""Finds what each installed room declares, by the name of its module and of its variable.

A room declares by existing: `access.DOORS`, `access.NAVIGATION`, `privacy.FIELDS`, `privacy.RETENTION`,
`privacy.HOLDINGS`, `privacy.PROCESSING`, `privacy.SEALED`, `worklist.PROVIDERS`, `indicators.DECLARED`,
`indicators.FAMILIES`, `tasks.TICKS`, `cli.GROUP`, `demo.load`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def rooms() -> list[str]:
    """The dotted names of the installed rooms, in the order of INSTALLED_APPS.

    >>> "pacte.ground.web" in rooms()
    True
    """
    return [config.name for config in apps.get_app_configs() if config.name.startswith("pacte.")]


def declared(module: str, name: str) -> Iterator[tuple[str, Any]]:
    """Each room's `module.name`, as (room, value); rooms that do not have it are passed over."""
    for room in rooms():
        if find_spec(f"{room}.{module}") is None:
            continue
        value = getattr(import_module(f"{room}.{module}"), name, None)
        if value is not None:
            yield room, value
