"""Doors for programs."""

from __future__ import annotations

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, Reach, only

from ..permissions import REGULATING_ROLES, SITE_ROLES

DOORS: list[Door] = [
    Door("api:shelter_sites", {"GET": only(*SITE_ROLES)}, machine=True),
    Door("api:shelter_declare", {"POST": only(*SITE_ROLES, reach=Reach.SELF)}, machine=True),
    Door("api:shelter_free", {"GET": only(*REGULATING_ROLES)}, machine=True),
    Door("api:shelter_grid", {"GET": SIGNED_IN}, machine=True),
]
NAVIGATION: list[Link] = []
