"""Doors: sites, lots, what is free, who slept there. A site's team reaches its own; the regulation sees all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link, Reach, either, only

from ..permissions import REGULATING_ROLES, SITE_ROLES, STEERING_ROLES

TEAM = only(*SITE_ROLES, reach=Reach.SELF)
DECLARING = either(TEAM, only(*REGULATING_ROLES))
READING = either(DECLARING, only(*STEERING_ROLES))
FORM = {"GET": TEAM, "POST": TEAM}
HIDDEN = only(*SITE_ROLES, reach=Reach.OWN_ORGANISATION)
"""A confidential site stands on no territory: it is its whole organisation's."""

DOORS: list[Door] = [
    Door("shelter:sites", {"GET": READING}),
    Door("shelter:sites_csv", {"GET": READING}),
    Door("shelter:new_site", FORM),
    Door("shelter:site", {"GET": READING}),
    Door("shelter:edit_site", FORM),
    Door("shelter:site_address", {"GET": HIDDEN, "POST": HIDDEN}),
    Door("shelter:new_lot", FORM),
    Door("shelter:edit_lot", FORM),
    Door("shelter:lot_capacity", FORM),
    Door("shelter:close_lot", FORM),
    Door("shelter:close_site", FORM),
    Door("shelter:closure", FORM),
    Door("shelter:declare", {"GET": DECLARING, "POST": DECLARING}),
    Door("shelter:make_link", {"POST": DECLARING}),
    Door("shelter:declare_by_link", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("shelter:presence", FORM),
    Door("shelter:evening", {"GET": READING, "POST": only(*STEERING_ROLES)}),
]
NAVIGATION: list[Link] = [Link(_("Sites d’hébergement"), "shelter:sites", READING, order=42)]
