"""Who may look into the journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.declarations.roles import has_role

OFFICER = "data_protection"
"""The role's code: who holds it is known above this room."""


def is_data_protection_officer(user: Any) -> bool:
    """The data protection officer monitors compliance (GDPR, article 39); nobody else reads who did what."""
    return has_role(user, OFFICER)


def require_officer(user: Any) -> None:
    """Raise Refused unless the user holds the role."""
    if not is_data_protection_officer(user):
        raise Refused(
            _(
                "Le journal est réservé au rôle « Protection des données ». "
                "Adressez-vous à la personne qui administre la plateforme."
            )
        )
