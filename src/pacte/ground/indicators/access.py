"""Doors of the room. Whose figures: one's own organisation's, on one's own territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, Reach, either, only
from pacte.ground.partners.enums import Role

from .permissions import CONTRIBUTING

_TEAM = only(Role.PACT_TEAM)
_OFFICER = only(Role.DATA_PROTECTION)
_GIVES = either(_TEAM, only(*CONTRIBUTING, reach=Reach.SELF))
DOORS = [
    Door("indicators:list", {"GET": SIGNED_IN}),
    Door("indicators:declare", {"GET": _TEAM, "POST": _TEAM}),
    Door("indicators:indicator", {"GET": SIGNED_IN}),
    Door("indicators:define", {"GET": _TEAM, "POST": _TEAM}),
    Door("indicators:threshold", {"GET": _OFFICER, "POST": _OFFICER}),
    Door("indicators:measurement", {"GET": SIGNED_IN}),
    Door("indicators:correct", {"GET": _GIVES, "POST": _GIVES}),
    Door("indicators:amend", {"GET": _GIVES, "POST": _GIVES}),
    Door("indicators:decide", {"POST": _TEAM}),
    Door("api:indicator_list", {"GET": SIGNED_IN}, machine=True),
    Door("api:measurement_list", {"GET": SIGNED_IN, "POST": _GIVES}, machine=True),
    Door("api:indicator_computed", {"GET": _TEAM}, machine=True),
]
NAVIGATION = [Link(_("Indicateurs"), "indicators:list", SIGNED_IN, order=40)]
