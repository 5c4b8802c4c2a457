"""Who follows young people, who says what a worker of the platform can carry. A case is seen as its file is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, has_role
from pacte.ground.pathways.permissions import CASE_ROLES, LEADING_ROLES, follows_cases, leads_team, require_leading

__all__ = [
    "CASE_ROLES",
    "LEADING_ROLES",
    "leads",
    "require_following_young",
    "require_leading",
    "require_leading_in",
    "require_platform",
]


def leads(user: Someone, organisation: Organisation) -> bool:
    """An organisation's own referent says what each of its workers can carry."""
    return has_role(user, *LEADING_ROLES, organisation=organisation)


def require_following_young(user: Someone) -> None:
    """Raise Refused unless the user's role follows people."""
    if not follows_cases(user):
        raise Refused(_("Les parcours des jeunes sont suivis par les professionnels qui les accompagnent."))


def require_platform(user: Someone) -> None:
    """Raise Refused unless the user follows people, or answers for an organisation that does."""
    if not follows_cases(user) and not leads_team(user):
        raise Refused(_("La file active est lue par ceux qui accompagnent, et par la référence de leur organisation."))


def require_leading_in(user: Someone, organisation: Organisation) -> None:
    """Raise Refused unless the user answers for this organisation."""
    if not leads(user, organisation):
        raise Refused(_("La capacité d’une équipe est dite par la référence de son organisation."))
