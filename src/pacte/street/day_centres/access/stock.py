"""Doors: the stock of kits. A place's keepers reach their own; the pact's team reaches all and shares out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, either, only
from pacte.ground.directory.permissions import EDITING_ROLES, KEEPING_ROLES

KEEPERS = either(only(*KEEPING_ROLES, reach=Reach.SELF), only(*EDITING_ROLES))
TEAM = only(*EDITING_ROLES)
FORM = {"GET": KEEPERS, "POST": KEEPERS}

DOORS: list[Door] = [
    Door("day_centres:stocks", {"GET": KEEPERS}),
    Door("day_centres:stock", {"GET": KEEPERS}),
    Door("day_centres:stock_movements", {"GET": KEEPERS}),
    Door("day_centres:stock_movements_csv", {"GET": KEEPERS}),
    Door("day_centres:stock_inventory", FORM),
    Door("day_centres:stock_move", FORM),
    Door("day_centres:stock_withdraw", {"POST": KEEPERS}),
    Door("day_centres:stock_items", {"GET": TEAM}),
    Door("day_centres:stock_item_new", {"GET": TEAM, "POST": TEAM}),
    Door("day_centres:stock_item", {"GET": TEAM, "POST": TEAM}),
    Door("day_centres:stock_asked", {"GET": TEAM}),
    Door("day_centres:stock_share", {"GET": TEAM, "POST": TEAM}),
    Door("day_centres:stock_refuse", {"POST": TEAM}),
]
NAVIGATION: list[Link] = [Link(_("Stocks"), "day_centres:stocks", KEEPERS, order=130)]
