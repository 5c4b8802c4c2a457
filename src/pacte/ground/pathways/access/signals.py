"""Doors of early signals: told by anyone, handed in by partners, answered by the desk, counted by the pact's team."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link, Reach, either, only
from pacte.ground.partners.enums import Role

from ..permissions import KEEPING_ROLES, SIGNALLING_ROLES, TRIAGE_ROLES

SIGNALLING = only(*SIGNALLING_ROLES)
SENDING = only(Role.LANDLORD, Role.CONTRIBUTOR, Role.OUTREACH_WORKER)
"""Whoever triages finds the way from their own list."""
TRIAGE = only(*TRIAGE_ROLES)
OWN = only(*TRIAGE_ROLES, reach=Reach.SELF)
"""The desk's own organisation on one's own territory: both at once."""
KEEPING = only(*KEEPING_ROLES)
COUNTS = either(KEEPING, TRIAGE)


def _form(route: str) -> Door:
    return Door(route, {"GET": OWN, "POST": OWN})


DOORS: list[Door] = [
    Door("pathways:tell", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("pathways:signal_new", {"GET": SIGNALLING, "POST": SIGNALLING}),
    Door("pathways:signals_sent", {"GET": SIGNALLING}),
    Door("pathways:triage", {"GET": TRIAGE}),
    Door("pathways:signal", {"GET": OWN}),
    _form("pathways:signal_open"),
    _form("pathways:signal_join"),
    _form("pathways:signal_close"),
    _form("pathways:signal_pass"),
    Door("pathways:desks", {"GET": KEEPING}),
    Door("pathways:desk_new", {"GET": KEEPING, "POST": KEEPING}),
    Door("pathways:desk_edit", {"GET": KEEPING, "POST": KEEPING}),
    Door("pathways:desk_close", {"POST": KEEPING}),
    Door("pathways:ruptures", {"GET": COUNTS}),
    Door("api:pathways_signals", {"GET": SIGNALLING, "POST": SIGNALLING}, machine=True),
]
NAVIGATION: list[Link] = [
    Link(_("Alertes"), "pathways:triage", TRIAGE, order=31),
    Link(_("Alertes transmises"), "pathways:signals_sent", SENDING, order=32),
    Link(_("Guichets des alertes"), "pathways:desks", KEEPING, order=64),
    Link(_("Ruptures évitées"), "pathways:ruptures", COUNTS, order=65),
]
