"""Doors of the room, gathered from its parts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Switch

from . import home, lockers, mail, stock

DOORS: list[Door] = [*home.DOORS, *mail.DOORS, *lockers.DOORS, *stock.DOORS]
NAVIGATION: list[Link] = [*home.NAVIGATION, *mail.NAVIGATION, *lockers.NAVIGATION, *stock.NAVIGATION]
SWITCH = Switch(_("Accueils de jour"))
