"""Doors of households and ties: whoever follows a member or the person."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Reach, only

from ..permissions import FOLLOWING_ROLES

OWN = only(*FOLLOWING_ROLES, reach=Reach.SELF)
FORM = {"GET": OWN, "POST": OWN}

DOORS: list[Door] = [
    Door("people:household", {"GET": OWN}),
    Door("people:household_found", FORM),
    Door("people:household_join", FORM),
    Door("people:household_leave", FORM),
    Door("people:household_group", FORM),
    Door("people:tie_add", FORM),
    Door("people:tie_end", FORM),
]
