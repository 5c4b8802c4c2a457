"""Doors: what the public reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link

DOORS: list[Door] = [
    Door("directory:home", {"GET": PUBLIC}),
    Door("directory:want", {"GET": PUBLIC}),
    Door("directory:search", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("directory:leave", {"POST": PUBLIC}),
    Door("directory:place", {"GET": PUBLIC}),
    Door("directory:sheet", {"GET": PUBLIC}),
]
NAVIGATION: list[Link] = [Link(_("Trouver de l’aide"), "directory:home", PUBLIC, order=5)]
