"""Who follows evictions, who sits in the commission, who keeps the yearly figures. Each predicate is one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import Someone, has_role
from pacte.ground.people.permissions import FOLLOWING_ROLES

COMMISSION_ROLES = (Role.COMMITTEE,)
"""The commission is one for the whole city: it knows each case by its number, never a person."""

FIGURE_ROLES = (Role.PACT_TEAM,)
"""The pact's team notes what others publish. It sees no case."""

READING_ROLES = (
    Role.PACT_TEAM,
    Role.COMMITTEE,
    Role.ORGANISATION_ADMIN,
    Role.READER,
    Role.CONTRIBUTOR,
    *FOLLOWING_ROLES,
)
"""Those who read the yearly figures: numbers of the whole city, none of which is a person."""


def sits(user: Someone) -> bool:
    """Members of the commission examine every case of the city, by number."""
    return has_role(user, *COMMISSION_ROLES)


def keeps_figures(user: Someone) -> bool:
    """The pact's team notes and corrects the yearly figures."""
    return has_role(user, *FIGURE_ROLES)


def reads_figures(user: Someone) -> bool:
    """Whoever works on evictions or steers reads the yearly figures."""
    return has_role(user, *READING_ROLES)


def require_commission(user: Someone) -> None:
    """Raise Refused unless the user sits in the commission."""
    if not sits(user):
        raise Refused(
            _("Ces pages sont celles de la commission. Demandez un rôle à la référence de votre organisation.")
        )


def require_figures(user: Someone) -> None:
    """Raise Refused unless the user keeps the yearly figures."""
    if not keeps_figures(user):
        raise Refused(_("Les chiffres annuels sont notés par l’équipe du Pacte. Demandez-le-lui."))


def require_reading(user: Someone) -> None:
    """Raise Refused unless the user reads the yearly figures."""
    if not reads_figures(user):
        raise Refused(_("Ces chiffres sont lus par ceux qui suivent les expulsions ou pilotent le Pacte."))
