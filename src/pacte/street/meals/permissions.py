"""Who keeps a meal point, who enters needs, who issues cards and who checks them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.directory.permissions import KEEPING_ROLES, keeper_memberships
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.partners.permissions import Someone, has_role, memberships_of
from pacte.ground.people.permissions import FOLLOWING_ROLES

COORDINATING_ROLES = (Role.PACT_TEAM,)
"""The food coordination: it enters needs, tries changes, sets the cards' rules, and may keep any point."""

POINT_ROLES = KEEPING_ROLES
"""Those who keep the meal points of their own organisation, on their territory."""

CHECKING_ROLES = (*KEEPING_ROLES, Role.VOLUNTEER)
"""Those who stand at the counter of a restaurant: they check a card's number, and learn no name."""

ISSUING_ROLES = FOLLOWING_ROLES
"""Those who follow persons issue cards and vouchers."""


def coordinates(user: Someone) -> bool:
    """The pact's team coordinates food: needs, trials, quotas."""
    return has_role(user, *COORDINATING_ROLES)


def keeps_points(user: Someone) -> bool:
    """Whoever keeps a place of the directory keeps its meals; the coordination keeps all of them."""
    return coordinates(user) or bool(keeper_memberships(user))


def reads_grid(user: Someone) -> bool:
    """The grid is read by the coordination and by every keeper of a point: gaps are closed together."""
    return keeps_points(user)


def checking_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today by which they check cards at a restaurant."""
    return [held for held in memberships_of(user) if held.role in CHECKING_ROLES]


def issuing_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today by which they issue cards."""
    return [held for held in memberships_of(user) if held.role in ISSUING_ROLES]


def require_point(user: Someone) -> None:
    """Raise Refused unless the user keeps some meal point."""
    if not keeps_points(user):
        raise Refused(_("Un point de repas est tenu par son lieu. Demandez un rôle à la référence de l’organisation."))


def require_reading(user: Someone) -> None:
    """Raise Refused unless the user reads the grid."""
    if not reads_grid(user):
        raise Refused(_("La semaine des repas est lue par l’équipe du Pacte et par ceux qui tiennent un point."))


def require_coordination(user: Someone) -> None:
    """Raise Refused unless the user coordinates food."""
    if not coordinates(user):
        raise Refused(_("Les besoins et les règles sont saisis par l’équipe du Pacte. Demandez-le-lui."))


def require_checking(user: Someone) -> None:
    """Raise Refused unless the user stands at the counter of some restaurant."""
    if not checking_memberships(user):
        raise Refused(_("Une carte est vérifiée au restaurant. Demandez un rôle à la référence de l’organisation."))


def require_issuing(user: Someone) -> None:
    """Raise Refused unless the user issues cards."""
    if not issuing_memberships(user):
        raise Refused(_("Une carte est remise par qui suit la personne. Demandez un rôle à votre organisation."))
