"""Doors of the API."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Reach, only

from ..permissions import FOLLOWING_ROLES

FOLLOWING = only(*FOLLOWING_ROLES)
FOLLOWED = only(*FOLLOWING_ROLES, reach=Reach.SELF)

DOORS = [
    Door("api:people_persons", {"GET": FOLLOWING}, machine=True),
    Door("api:people_search", {"POST": FOLLOWING}, machine=True),
    Door("api:people_person", {"GET": FOLLOWED}, machine=True),
    Door("api:people_notes", {"POST": FOLLOWING}, machine=True),
    Door("api:people_sharing", {"DELETE": FOLLOWED}, machine=True),
]
