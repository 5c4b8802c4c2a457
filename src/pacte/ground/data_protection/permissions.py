"""Who sits at the desk: the data protection officer, and nobody else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.documents.models import Attachment
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import Someone, has_role, require

from .models import Statement

OFFICER = Role.DATA_PROTECTION


def keeps_the_desk(user: Someone) -> bool:
    """The data protection officer answers the persons concerned and keeps the register (GDPR, articles 38 and 39)."""
    return has_role(user, OFFICER)


def require_desk(user: Someone) -> None:
    """Raise Refused unless the user is a data protection officer."""
    require(
        keeps_the_desk(user),
        _(
            "Cette page est réservée au rôle « Protection des données ». "
            "Adressez-vous à la personne qui administre la plateforme."
        ),
    )


def may_read_statement(attachment: Attachment, user: Any) -> bool:
    """The statement of an open or just answered request, by the desk alone."""
    return keeps_the_desk(user) and Statement.objects.filter(attachment=attachment).exists()
