"""Doors: mail addresses by those who follow the person, the desk by its team; each at their own places."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Link, Reach, only

from ..permissions import ACCOMPANYING_ROLES, DESK_ROLES

FOLLOWING = only(*ACCOMPANYING_ROLES, reach=Reach.SELF)
DESK = only(*DESK_ROLES, reach=Reach.SELF)
FORM = {"GET": FOLLOWING, "POST": FOLLOWING}

DOORS: list[Door] = [
    Door("day_centres:mail_desk", {"GET": DESK, "POST": DESK}),
    Door("day_centres:mail_receive", {"GET": DESK, "POST": DESK}),
    Door("day_centres:mail_hand_over", {"POST": DESK}),
    Door("day_centres:mail_presence", {"POST": DESK}),
    Door("day_centres:mail_send_back", {"POST": DESK}),
    Door("day_centres:addresses", {"GET": FOLLOWING}),
    Door("day_centres:address_ask", FORM),
    Door("day_centres:address", {"GET": FOLLOWING}),
    Door("day_centres:address_grant", FORM),
    Door("day_centres:address_refuse", FORM),
    Door("day_centres:address_renew", {"POST": FOLLOWING}),
    Door("day_centres:address_end", FORM),
    Door("day_centres:address_messages", {"POST": FOLLOWING}),
    Door("day_centres:address_tell", {"POST": FOLLOWING}),
    Door("day_centres:address_told", {"POST": FOLLOWING}),
    Door("day_centres:address_attestation", {"GET": FOLLOWING}),
]
NAVIGATION: list[Link] = []
