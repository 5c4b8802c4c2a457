"""How much of the matrix a run proves: all of it with PACTE_DEEP=1, else a stated part, the same at each run.

Doors: all of them as everybody on SQLite; on PostgreSQL, every URL and every method, knocked at by someone not signed
in, the roles that the door names and two that it does not. Canaries: one URL in so many, by the sum of its name's
letters, as everybody; fewer on PostgreSQL, where a page shows nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from zlib import crc32

from django.conf import settings

from pacte.ground.declarations.access import Door
from tests.house.knocking import ANONYMOUS, Route

SHARE_ON_SQLITE = 3
SHARE_ON_POSTGRES = 12
OUTSIDERS = 2


def is_deep() -> bool:
    """Was everything asked for?"""
    return bool(os.environ.get("PACTE_DEEP"))


def is_on_sqlite() -> bool:
    """Is this the run that proves most?"""
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


def knockers(door: Door, everybody: Sequence[str]) -> list[str]:
    """Who knocks at this door in this run."""
    if is_deep() or is_on_sqlite():
        return list(everybody)
    named = {role for audience in door.methods.values() for role in audience.roles} | {ANONYMOUS}
    others = sorted(
        (who for who in everybody if who not in named), key=lambda who: crc32(f"{door.route}{who}".encode())
    )
    return [who for who in everybody if who in named or who in others[:OUTSIDERS]]


def searched(routes: Sequence[Route]) -> list[Route]:
    """The URLs searched for canaries in this run."""
    share = 1 if is_deep() else SHARE_ON_SQLITE if is_on_sqlite() else SHARE_ON_POSTGRES
    return [route for route in routes if crc32(route.name.encode()) % share == 0]


def said(*, is_whole: bool) -> str:
    """What this run proves, for the end of its report."""
    return "the whole matrix" if is_whole else "a sample of the matrix (PACTE_DEEP=1 for the whole)"
