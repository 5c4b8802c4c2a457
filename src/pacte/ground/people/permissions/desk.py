"""Who reaches a person for the person's own request."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import Someone, has_role, require


def require_request_desk(user: Someone) -> None:
    """The data protection officer alone finds a person outside follow-up, inside a request of the person's own."""
    require(
        has_role(user, Role.DATA_PROTECTION),
        _("Seul le rôle « Protection des données » instruit les demandes des personnes."),
    )
