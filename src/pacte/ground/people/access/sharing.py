"""Doors of sharing: from one's own files alone; the lists are read by those they bind."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Reach, only
from pacte.ground.partners.enums import Role

from ..permissions import FOLLOWING_ROLES

OWN = only(*FOLLOWING_ROLES, reach=Reach.SELF)
OFFICER = only(Role.DATA_PROTECTION)

DOORS: list[Door] = [
    Door("people:share", {"GET": OWN, "POST": OWN}),
    Door("people:sharing_end", {"POST": OWN}),
    Door("people:sharing_end_all", {"POST": OWN}),
    Door("people:summary_make", {"POST": OWN}),
    Door("people:adopted_rules", {"GET": only(*FOLLOWING_ROLES, Role.DATA_PROTECTION)}),
    Door("people:adopt", {"GET": OFFICER, "POST": OFFICER}),
]
