"""Doors of the room. What the browser fetches by itself is public and says nothing; the rest asks for a session."""

from __future__ import annotations

from pacte.ground.declarations.access import PUBLIC, SIGNED_IN, Door, Link

DOORS = [
    Door("field:home", {"GET": SIGNED_IN}),
    Door("field:standing", {"GET": PUBLIC}),
    Door("field:outbox", {"POST": SIGNED_IN}),
    Door("field:worker", {"GET": PUBLIC}),
    Door("field:manifest", {"GET": PUBLIC}),
]

NAVIGATION: list[Link] = []
