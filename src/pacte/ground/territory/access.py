"""The doors of the room."""

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, SIGNED_IN, Door, Link, only

from .permissions import STEERING_ROLES

STEERING = only(*STEERING_ROLES)

DOORS = [
    Door("api:territory_list", {"GET": SIGNED_IN}, machine=True),
    Door("territory:list", {"GET": PUBLIC}),
    Door("territory:geojson", {"GET": PUBLIC}),
    Door("territory:rooms", {"GET": STEERING}),
    Door("territory:room", {"GET": STEERING, "POST": STEERING}),
]
NAVIGATION = [Link(_("Modules"), "territory:rooms", STEERING, order=95)]
