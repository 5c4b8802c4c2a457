"""Doors: a keeper’s centres, the city's delays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only
from pacte.ground.partners.enums import Role

from ..permissions import CENTRE_ROLES

AT_CENTRES = only(*CENTRE_ROLES)
BOUND = only(*CENTRE_ROLES, Role.PACT_TEAM)

DOORS: list[Door] = [
    Door("day_centres:home", {"GET": AT_CENTRES}),
    Door("day_centres:delays", {"GET": BOUND, "POST": only(Role.PACT_TEAM)}),
]
NAVIGATION: list[Link] = [Link(_("Accueils de jour"), "day_centres:home", AT_CENTRES, order=120)]
