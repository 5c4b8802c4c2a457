"""Doors of my day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link

DOORS = [Door("worklist:my_day", {"GET": SIGNED_IN})]
NAVIGATION = [Link(_("Ma journée"), "worklist:my_day", SIGNED_IN, order=10)]
