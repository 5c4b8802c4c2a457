"""Doors of persons: whoever follows the person, and nobody else but through a sharing or a team."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Reach, only
from pacte.ground.partners.enums import Role

from ..permissions import FOLLOWING_ROLES

FOLLOWING = only(*FOLLOWING_ROLES)
OWN = only(*FOLLOWING_ROLES, reach=Reach.SELF)
FORM = {"GET": OWN, "POST": OWN}
PROTECTED = only(Role.SOCIAL_WORKER, reach=Reach.SELF)
"""Those to whom the proposed grid opens protected addresses, in an association."""

DOORS: list[Door] = [
    Door("people:create", {"GET": FOLLOWING, "POST": FOLLOWING}),
    Door("people:person", {"GET": OWN}),
    Door("people:edit", FORM),
    Door("people:contact", FORM),
    Door("people:protected_address", {"GET": PROTECTED, "POST": PROTECTED}),
    Door("people:restrict", FORM),
    Door("people:lift", FORM),
]
