"""Doors: entries and those who keep them. The team reaches every entry, never where a refuge is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, either, only

from ..permissions import EDITING_ROLES, KEEPING_ROLES

EDITING = only(*EDITING_ROLES)
KEEPING = either(only(*KEEPING_ROLES), EDITING)
MINE = either(only(*KEEPING_ROLES, reach=Reach.SELF), EDITING)
TEAM = only(*KEEPING_ROLES, reach=Reach.OWN_ORGANISATION)
"""A refuge has no territory: every keeper of its organisation reaches it, and nobody else."""

FORM = {"GET": MINE, "POST": MINE}
ACT = {"POST": MINE}
TEAM_FORM = {"GET": TEAM, "POST": TEAM}
EDITING_FORM = {"GET": EDITING, "POST": EDITING}

DOORS: list[Door] = [
    Door("directory:kept", {"GET": KEEPING}),
    Door("directory:new", {"GET": KEEPING, "POST": KEEPING}),
    Door("directory:keep", {"GET": MINE}),
    Door("directory:edit", FORM),
    Door("directory:publish", ACT),
    Door("directory:archive", ACT),
    Door("directory:confirm", ACT),
    Door("directory:saturate", ACT),
    Door("directory:history", {"GET": MINE}),
    Door("directory:add_service", FORM),
    Door("directory:edit_service", FORM),
    Door("directory:remove_service", ACT),
    Door("directory:add_stop", FORM),
    Door("directory:edit_stop", FORM),
    Door("directory:remove_stop", ACT),
    Door("directory:add_period", FORM),
    Door("directory:end_period", ACT),
    Door("directory:put_photo", FORM),
    Door("directory:remove_photo", ACT),
    Door("directory:hide", FORM),
    Door("directory:protected", {"GET": TEAM}),
    Door("directory:keep_protected", TEAM_FORM),
    Door("directory:reveal", TEAM_FORM),
    Door("directory:grant_label", EDITING_FORM),
    Door("directory:withdraw_label", EDITING_FORM),
    Door("directory:queue", {"GET": EDITING}),
    Door("directory:proposal", EDITING_FORM),
    Door("directory:publish_proposal", {"POST": EDITING}),
    Door("directory:withdraw_proposal", {"POST": only(*KEEPING_ROLES, reach=Reach.SELF)}),
    Door("directory:freshness", {"GET": EDITING}),
    Door("directory:policy", EDITING_FORM),
    Door("directory:labels", {"GET": KEEPING}),
    Door("directory:new_label", EDITING_FORM),
    Door("directory:label", {"GET": KEEPING}),
    Door("directory:edit_label", EDITING_FORM),
    Door("directory:mergers", {"GET": KEEPING}),
    Door("directory:new_merger", EDITING_FORM),
    Door("directory:merger", EDITING_FORM),
]
NAVIGATION: list[Link] = [Link(_("Mes lieux"), "directory:kept", KEEPING, order=40)]
