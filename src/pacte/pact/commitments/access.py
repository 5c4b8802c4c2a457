"""Doors of the pact's tree, and its place in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, Reach, either, only

TEAM = only("pact_team")
SPEAKERS = either(TEAM, only("contributor", "organisation_admin", reach=Reach.OWN_ORGANISATION))

DOORS = [
    Door("commitments:tree", {"GET": SIGNED_IN}),
    Door("commitments:node", {"GET": SIGNED_IN}),
    Door("commitments:declare", {"GET": SPEAKERS, "POST": SPEAKERS}),
    Door("commitments:evidence", {"GET": SPEAKERS, "POST": SPEAKERS}),
    Door("commitments:remove_evidence", {"POST": SPEAKERS}),
    Door("commitments:structure", {"GET": TEAM}),
    Door("commitments:add_node", {"GET": TEAM, "POST": TEAM}),
    Door("commitments:edit_node", {"GET": TEAM, "POST": TEAM}),
    Door("commitments:remove_node", {"POST": TEAM}),
    Door("commitments:add_level", {"POST": TEAM}),
    Door("commitments:edit_level", {"GET": TEAM, "POST": TEAM}),
    Door("commitments:remove_level", {"POST": TEAM}),
    Door("commitments:indicators", {"GET": TEAM, "POST": TEAM}),
    Door("commitments:headline", {"POST": TEAM}),
    Door("commitments:detach", {"POST": TEAM}),
    Door("commitments:targets", {"GET": TEAM, "POST": TEAM}),
    Door("commitments:baseline", {"POST": TEAM}),
    Door("commitments:remove_target", {"POST": TEAM}),
    Door("api:commitments_tree", {"GET": SIGNED_IN}, machine=True),
    Door("api:commitments_node", {"GET": SIGNED_IN}, machine=True),
    Door("api:commitments_declare_state", {"POST": SPEAKERS}, machine=True),
]
NAVIGATION = [
    Link(_("Engagements"), "commitments:tree", SIGNED_IN, order=30),
    Link(_("Structure du Pacte"), "commitments:structure", TEAM, order=70),
]
