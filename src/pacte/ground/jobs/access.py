"""Doors of the room."""

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, only

DOORS = [
    Door("jobs:list", {"GET": SIGNED_IN}),
    Door("jobs:job", {"GET": only("platform_admin")}),
    Door("jobs:again", {"POST": only("platform_admin")}),
]
NAVIGATION = [Link(_("Travaux"), "jobs:list", only("platform_admin"), order=900)]
