"""Doors of access in urgency: anyone who follows people may open, saying why; the officer looks it over."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, only
from pacte.ground.partners.enums import Role

from ..permissions import FOLLOWING_ROLES

ANYONE_WHO_FOLLOWS = only(*FOLLOWING_ROLES)
OFFICER = only(Role.DATA_PROTECTION)

DOORS: list[Door] = [
    Door("people:break_glass", {"GET": ANYONE_WHO_FOLLOWS, "POST": ANYONE_WHO_FOLLOWS}),
    Door("people:break_glass_person", {"GET": ANYONE_WHO_FOLLOWS, "POST": ANYONE_WHO_FOLLOWS}),
    Door("people:break_glass_reviews", {"GET": OFFICER}),
    Door("people:break_glass_review", {"POST": OFFICER}),
]
