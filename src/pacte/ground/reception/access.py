"""Doors of the room. Agents reach the desks of their organisation on their territory; figures go by territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, either, only
from pacte.ground.partners.enums import Role
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .permissions import READING_ROLES, STAFF_ROLES

STAFF = only(*STAFF_ROLES, reach=Reach.SELF)
FOLLOWING = only(*FOLLOWING_ROLES, reach=Reach.SELF)
KEEPING = only(Role.ORGANISATION_ADMIN, reach=Reach.SELF)
AT_DESKS = only(*STAFF_ROLES, Role.ORGANISATION_ADMIN)
READING = either(only(*READING_ROLES, reach=Reach.OWN_TERRITORY), only(Role.PACT_TEAM))
FORM = {"GET": STAFF, "POST": STAFF}

DOORS = [
    Door("reception:desks", {"GET": AT_DESKS}),
    Door("reception:open_desk", {"GET": KEEPING, "POST": KEEPING}),
    Door("reception:close_desk", {"POST": KEEPING}),
    Door("reception:desk", {"GET": STAFF}),
    Door("reception:arrive", FORM),
    Door("reception:call", {"POST": STAFF}),
    Door("reception:arrival", {"GET": STAFF}),
    Door("reception:end", FORM),
    Door("reception:reopen", {"POST": STAFF}),
    Door("reception:hand_to", FORM),
    Door("reception:put_back", {"POST": STAFF}),
    Door("reception:duty", FORM),
    Door("reception:link", {"GET": FOLLOWING, "POST": FOLLOWING}),
    Door("reception:unlink", {"POST": FOLLOWING}),
    Door("reception:directorates", {"GET": READING}),
    Door("reception:directorate", {"GET": READING}),
    Door("api:reception_arrivals", {"GET": only(*STAFF_ROLES)}, machine=True),
]

NAVIGATION = [
    Link(_("Accueil"), "reception:desks", AT_DESKS, order=15),
    Link(_("Directions de territoire"), "reception:directorates", READING, order=280),
]
