"""Doors of the room. Keepers reach their own points; the grid is read with them; a card is its issuer's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, Switch, either, only

from .permissions import CHECKING_ROLES, COORDINATING_ROLES, ISSUING_ROLES, POINT_ROLES

COORDINATING = only(*COORDINATING_ROLES)
READING = only(*POINT_ROLES, *COORDINATING_ROLES)
KEEPING = either(only(*POINT_ROLES, reach=Reach.SELF), COORDINATING)
ISSUING = only(*ISSUING_ROLES)
OWN_CARDS = only(*ISSUING_ROLES, reach=Reach.SELF)
CHECKING = only(*CHECKING_ROLES, reach=Reach.SELF)
AT_COUNTERS = only(*CHECKING_ROLES)

DOORS = [
    Door("meals:points", {"GET": READING}),
    Door("meals:point", {"GET": KEEPING}),
    Door("meals:open_slot", {"GET": KEEPING, "POST": KEEPING}),
    Door("meals:change_slot", {"GET": KEEPING, "POST": KEEPING}),
    Door("meals:end_slot", {"GET": KEEPING, "POST": KEEPING}),
    Door("meals:portions", {"GET": KEEPING, "POST": KEEPING}),
    Door("meals:served", {"GET": KEEPING, "POST": KEEPING}),
    Door("meals:run_out", {"POST": KEEPING}),
    Door("meals:grid", {"GET": READING}),
    Door("meals:grid_csv", {"GET": READING}),
    Door("meals:sheet", {"GET": READING}),
    Door("meals:forecast", {"GET": READING}),
    Door("meals:trial", {"GET": COORDINATING}),
    Door("meals:keep_trial", {"POST": COORDINATING}),
    Door("meals:needs", {"GET": READING}),
    Door("meals:needs_csv", {"GET": COORDINATING}),
    Door("meals:needs_import", {"GET": COORDINATING, "POST": COORDINATING}),
    Door("meals:needs_of", {"GET": COORDINATING, "POST": COORDINATING}),
    Door("meals:progress", {"GET": READING}),
    Door("meals:cards", {"GET": ISSUING}),
    Door("meals:vouchers", {"GET": ISSUING, "POST": ISSUING}),
    Door("meals:card_policy", {"GET": COORDINATING, "POST": COORDINATING}),
    Door("meals:issue", {"GET": OWN_CARDS, "POST": OWN_CARDS}),
    Door("meals:card", {"GET": OWN_CARDS}),
    Door("meals:replace_card", {"POST": OWN_CARDS}),
    Door("meals:end_card", {"GET": OWN_CARDS, "POST": OWN_CARDS}),
    Door("meals:restaurants", {"GET": AT_COUNTERS}),
    Door("meals:check", {"GET": CHECKING, "POST": CHECKING}),
    Door("api:meals_grid", {"GET": READING}, machine=True),
]

NAVIGATION = [
    Link(_("Points de repas"), "meals:points", READING, order=60),
    Link(_("Semaine des repas"), "meals:grid", READING, order=62),
    Link(_("Cartes de restaurant"), "meals:cards", ISSUING, order=64),
    Link(_("Contrôle des cartes"), "meals:restaurants", AT_COUNTERS, order=66),
]
SWITCH = Switch(_("Repas"))
