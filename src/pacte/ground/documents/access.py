"""Doors of attachments. Their owner decides row by row; today commitments' evidence is the only owner."""

from __future__ import annotations

from pacte.ground.declarations.access import PUBLIC, Door, Reach, either, only

DOORS = [
    Door(
        "documents:download",
        {
            "GET": either(
                only("pact_team"), only("organisation_admin", "contributor", "reader", reach=Reach.OWN_ORGANISATION)
            )
        },
    ),
    Door("documents:published", {"GET": PUBLIC}),
]
