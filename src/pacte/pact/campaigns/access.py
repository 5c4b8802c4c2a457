"""Doors of editions and collections. A contributor reaches what is asked of their organisation, on their territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, either, only

TEAM = only("pact_team")
CONTRIBUTORS = only("contributor", "organisation_admin", reach=Reach.SELF)
BOTH = either(TEAM, CONTRIBUTORS)

DOORS = [
    Door("campaigns:editions", {"GET": TEAM}),
    Door("campaigns:edition_new", {"GET": TEAM, "POST": TEAM}),
    Door("campaigns:edition", {"GET": TEAM}),
    Door("campaigns:alerts", {"GET": TEAM}),
    Door("campaigns:freeze", {"GET": TEAM, "POST": TEAM}),
    Door("campaigns:campaign_new", {"GET": TEAM, "POST": TEAM}),
    Door("campaigns:achievement_new", {"GET": TEAM, "POST": TEAM}),
    Door("campaigns:achievement", {"GET": TEAM, "POST": TEAM}),
    Door("campaigns:achievement_remove", {"POST": TEAM}),
    Door("campaigns:mine", {"GET": CONTRIBUTORS}),
    Door("campaigns:campaign", {"GET": BOTH}),
    Door("campaigns:close", {"POST": TEAM}),
    Door("campaigns:review_queue", {"GET": TEAM}),
    Door("campaigns:submit_all", {"POST": CONTRIBUTORS}),
    Door("campaigns:export", {"GET": BOTH}),
    Door("campaigns:import", {"GET": CONTRIBUTORS, "POST": CONTRIBUTORS}),
    Door("campaigns:import_result", {"GET": BOTH}),
    Door("campaigns:figure", {"GET": BOTH, "POST": CONTRIBUTORS}),
    Door("campaigns:submit", {"POST": CONTRIBUTORS}),
    Door("campaigns:approve", {"POST": TEAM}),
    Door("campaigns:return", {"POST": TEAM}),
    Door("api:campaigns_requests", {"GET": BOTH}, machine=True),
    Door("api:campaigns_figure", {"PUT": CONTRIBUTORS}, machine=True),
    Door("api:campaigns_submission", {"POST": CONTRIBUTORS}, machine=True),
    Door("api:campaigns_import", {"POST": CONTRIBUTORS}, machine=True),
]
NAVIGATION = [
    Link(_("Mes chiffres"), "campaigns:mine", CONTRIBUTORS, order=20),
    Link(_("Collectes"), "campaigns:editions", TEAM, order=40),
]
