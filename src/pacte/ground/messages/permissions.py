"""Who sees the outbox."""

from __future__ import annotations

from typing import Any

from pacte.ground.declarations.errors import Refused
from pacte.ground.declarations.roles import has_role


def require_outbox(user: Any) -> None:
    """The platform's administration sees that messages leave, never to whom nor what they say."""
    if not has_role(user, "platform_admin"):
        raise Refused("La boîte d’envoi est réservée à l’administration de la plateforme.")
