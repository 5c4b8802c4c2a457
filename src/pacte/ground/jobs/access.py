"""Doors of the room: everybody's own jobs, and all of them for the platform's administration."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, Reach, either, only

# The roles stand higher up: their codes are read from the model that holds them.
_ROLES = [code for code, _label in apps.get_model("partners", "Membership")._meta.get_field("role").flatchoices]
THEIR_OWN = either(only(*_ROLES, reach=Reach.SELF), only("platform_admin"))

DOORS = [
    Door("jobs:list", {"GET": SIGNED_IN}),
    Door("jobs:job", {"GET": THEIR_OWN}),
    Door("jobs:again", {"POST": THEIR_OWN}),
]
NAVIGATION = [Link(_("Travaux"), "jobs:list", only("platform_admin"), order=900)]
