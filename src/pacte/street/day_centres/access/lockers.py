"""Doors: lockers by their place's team; the waiting list also by who follows people elsewhere, by referral."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Link, Reach, either, only
from pacte.ground.directory.permissions import KEEPING_ROLES
from pacte.ground.partners.enums import Role

from ..permissions import ACCOMPANYING_ROLES, DESK_ROLES

DESK = only(*DESK_ROLES, reach=Reach.SELF)
KEEPING = only(*KEEPING_ROLES, reach=Reach.SELF)
ASKING = either(only(Role.SITE_MANAGER, reach=Reach.SELF), only(*ACCOMPANYING_ROLES))
FORM = {"GET": DESK, "POST": DESK}

DOORS: list[Door] = [
    Door("day_centres:lockers", {"GET": DESK}),
    Door("day_centres:lockers_open", {"GET": KEEPING, "POST": KEEPING}),
    Door("day_centres:wait_ask", {"GET": ASKING, "POST": ASKING}),
    Door("day_centres:locker_lend", FORM),
    Door("day_centres:locker_state", {"POST": DESK}),
    Door("day_centres:loan", {"GET": DESK}),
    Door("day_centres:loan_renew", {"POST": DESK}),
    Door("day_centres:loan_give_back", FORM),
    Door("day_centres:luggage_rooms", {"GET": only(*ACCOMPANYING_ROLES)}),
    Door("day_centres:wait", {"GET": DESK}),
    Door("day_centres:wait_take", {"POST": DESK}),
    Door("day_centres:wait_withdraw", {"POST": DESK}),
    Door("api:day_centres", {"GET": only(*DESK_ROLES)}, machine=True),
]
NAVIGATION: list[Link] = []
