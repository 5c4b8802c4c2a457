"""Doors of this part: the regulation alone. The 115 is one line for the city, so any of its rows is within reach."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only

from ..permissions import REGULATING_ROLES

REGULATION = only(*REGULATING_ROLES)
FORM = {"GET": REGULATION, "POST": REGULATION}

DOORS: list[Door] = [
    Door("shelter:rounds", {"GET": REGULATION}),
    Door("shelter:round_open", {"POST": REGULATION}),
    Door("shelter:round", {"GET": REGULATION}),
    Door("shelter:round_compute", {"POST": REGULATION}),
    Door("shelter:round_choose", {"POST": REGULATION}),
    Door("shelter:round_confirm", {"POST": REGULATION}),
    Door("shelter:round_close", {"POST": REGULATION}),
    Door("shelter:round_abandon", {"POST": REGULATION}),
    Door("shelter:round_log", {"GET": REGULATION}),
    Door("shelter:round_replay", {"POST": REGULATION}),
    Door("shelter:line_another", FORM),
    Door("shelter:line_aside", FORM),
    Door("shelter:place_now", FORM),
]
NAVIGATION: list[Link] = [Link(_("Tours"), "shelter:rounds", REGULATION, order=12)]
