"""Who says which rooms the city uses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.declarations.roles import has_role

STEERING_ROLES = ("pact_team", "platform_admin")
"""The pact's team and the platform's administration."""


def steers(user: Any) -> bool:
    """Those who steer the pact, or administer the platform, put rooms in service."""
    return has_role(user, *STEERING_ROLES)


def require_steering(user: Any) -> None:
    """Raise Refused unless the user may put rooms in service."""
    if not steers(user):
        raise Refused(_("Les modules sont mis en service par l’équipe du Pacte ou l’administration de la plateforme."))
