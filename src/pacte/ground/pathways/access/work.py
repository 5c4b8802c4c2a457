"""Doors of a team's load, kept by its referent, and of a worker's own reminders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only

from ..permissions import CASE_ROLES, LEADING_ROLES

LEADING = only(*LEADING_ROLES)
FOLLOWING = only(*CASE_ROLES)

DOORS: list[Door] = [
    Door("pathways:load", {"GET": LEADING}),
    Door("pathways:reassign", {"GET": LEADING, "POST": LEADING}),
    Door("pathways:reminders", {"GET": FOLLOWING, "POST": FOLLOWING}),
]
NAVIGATION: list[Link] = [
    Link(_("Charge de l’équipe"), "pathways:load", LEADING, order=26),
    Link(_("Mes rappels"), "pathways:reminders", FOLLOWING, order=340),
]
