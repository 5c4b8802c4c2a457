"""Doors of the exchange: the regulation alone, each organisation its own mappings and imports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, only

from ..permissions import REGULATING_ROLES

_REGULATE = only(*REGULATING_ROLES)
_OWN = only(*REGULATING_ROLES, reach=Reach.OWN_ORGANISATION)

DOORS: list[Door] = [
    Door("shelter:exchange", {"GET": _REGULATE, "POST": _REGULATE}),
    Door("shelter:exchange_mapping", {"POST": _REGULATE}),
    Door("shelter:exchange_export", {"POST": _REGULATE}),
    Door("shelter:exchange_remap", {"POST": _OWN}),
    Door("shelter:exchange_import", {"POST": _OWN}),
    Door("shelter:exchange_run", {"GET": _OWN}),
]
NAVIGATION: list[Link] = [Link(_("Échanges SI-SIAO"), "shelter:exchange", _REGULATE, order=149)]
