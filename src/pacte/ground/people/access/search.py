"""Doors of search and of duplicates: a pair is decided by whoever may find both persons."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Reach, only

from ..permissions import FOLLOWING_ROLES

FOLLOWING = only(*FOLLOWING_ROLES)
OF_BOTH = only(*FOLLOWING_ROLES, reach=Reach.SELF)

DOORS: list[Door] = [
    Door("people:search", {"GET": FOLLOWING, "POST": FOLLOWING}),
    Door("people:duplicates", {"GET": FOLLOWING}),
    Door("people:pair", {"GET": OF_BOTH, "POST": OF_BOTH}),
    Door("people:split", {"GET": OF_BOTH, "POST": OF_BOTH}),
]
