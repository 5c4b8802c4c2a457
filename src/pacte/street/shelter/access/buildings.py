"""Doors of the inventory of buildings: the pact's team alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only

from ..permissions import STEERING_ROLES

STEERING = only(*STEERING_ROLES)
READ, WRITE, ACT = {"GET": STEERING}, {"GET": STEERING, "POST": STEERING}, {"POST": STEERING}

DOORS: list[Door] = [
    Door("shelter:buildings", READ),
    Door("shelter:add_building", WRITE),
    Door("shelter:building", READ),
    Door("shelter:change_building", WRITE),
    Door("shelter:plan_building_step", WRITE),
    Door("shelter:do_building_step", WRITE),
    Door("shelter:set_building_aside", ACT),
    Door("shelter:attach_site", WRITE),
    Door("shelter:detach_site", ACT),
]
NAVIGATION: list[Link] = [Link(_("Bâtiments de la Ville"), "shelter:buildings", STEERING, order=148)]
