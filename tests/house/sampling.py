"""How much of the matrix a run proves: all of it on SQLite, a stated part on PostgreSQL, all of it with PACTE_DEEP=1.

The part is the same at each run. Doors: every URL and every method, knocked at by someone not signed in, the roles that
the door names and two that it does not. Canaries: one URL in four, by the sum of its name's letters, as everybody.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from zlib import crc32

from django.conf import settings

from pacte.ground.declarations.access import Door
from tests.house.knocking import ANONYMOUS, Route

SHARE = 4
OUTSIDERS = 2


def is_whole() -> bool:
    """Does this run prove the whole matrix?"""
    return bool(os.environ.get("PACTE_DEEP")) or "sqlite" in settings.DATABASES["default"]["ENGINE"]


def knockers(door: Door, everybody: Sequence[str]) -> list[str]:
    """Who knocks at this door in this run."""
    if is_whole():
        return list(everybody)
    named = {role for audience in door.methods.values() for role in audience.roles} | {ANONYMOUS}
    others = sorted(
        (who for who in everybody if who not in named), key=lambda who: crc32(f"{door.route}{who}".encode())
    )
    return [who for who in everybody if who in named or who in others[:OUTSIDERS]]


def searched(routes: Sequence[Route]) -> list[Route]:
    """The URLs searched for canaries in this run."""
    return [route for route in routes if is_whole() or crc32(route.name.encode()) % SHARE == 0]


def said() -> str:
    """What this run proves, for the end of its report."""
    return "the whole matrix" if is_whole() else "a sample of the matrix (PACTE_DEEP=1 for the whole)"
