"""Doors of the room. Teams reach the places of their own organisation, on their territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, only
from pacte.ground.directory.permissions import KEEPING_ROLES

from .permissions import COUNTING_ROLES, READING_ROLES

COUNTING = only(*COUNTING_ROLES, reach=Reach.SELF)
READING = only(*READING_ROLES, reach=Reach.SELF)
KEEPING = only(*KEEPING_ROLES, reach=Reach.SELF)

DOORS = [
    Door("footfall:places", {"GET": READING}),
    Door("footfall:counter", {"GET": COUNTING}),
    Door("footfall:count", {"POST": COUNTING}),
    Door("footfall:undo", {"POST": COUNTING}),
    Door("footfall:figures", {"GET": READING}),
    Door("footfall:export", {"GET": READING}),
    Door("footfall:correct", {"GET": KEEPING, "POST": KEEPING}),
    Door("footfall:kinds", {"GET": KEEPING, "POST": KEEPING}),
    Door("footfall:offline", {"GET": COUNTING}),
    Door("footfall:today", {"GET": COUNTING}),
    Door("api:footfall_totals", {"GET": only(*READING_ROLES)}, machine=True),
]

NAVIGATION = [Link(_("Fréquentation"), "footfall:places", READING, order=45)]
