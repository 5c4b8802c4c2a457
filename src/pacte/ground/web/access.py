"""Doors of the shell."""

from __future__ import annotations

from pacte.ground.declarations.access import PUBLIC, Door

DOORS = [
    Door("web:language", {"POST": PUBLIC}),
    Door("web:accessibility", {"GET": PUBLIC}),
    Door("web:gallery", {"GET": PUBLIC}),
    Door("api:openapi-json", {"GET": PUBLIC}, machine=True),
    Door("web:healthz", {"GET": PUBLIC}, machine=True),
    Door("web:readyz", {"GET": PUBLIC}, machine=True),
]
