"""Doors of the room."""

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only

DOORS = [Door("messages:outbox", {"GET": only("platform_admin")})]
NAVIGATION = [Link(_("Boîte d’envoi"), "messages:outbox", only("platform_admin"), order=910)]
