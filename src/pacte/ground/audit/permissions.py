"""Who may look into the journal."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused

OFFICER = "data_protection"
"""The role's code. Partners stand above this room: they are asked through the user, never imported."""


def is_data_protection_officer(user: Any) -> bool:
    """The data protection officer monitors compliance (GDPR, article 39); nobody else reads who did what."""
    memberships = getattr(user, "memberships", None)
    return memberships is not None and memberships.current(timezone.localdate()).filter(role=OFFICER).exists()


def require_officer(user: Any) -> None:
    """Raise Refused unless the user holds the role."""
    if not is_data_protection_officer(user):
        raise Refused(
            _(
                "Le journal est réservé au rôle « Protection des données ». "
                "Adressez-vous à la personne qui administre la plateforme."
            )
        )
