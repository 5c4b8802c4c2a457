"""The roles of a day centre: who follows the persons, who stands at the desk, who keeps the place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.directory.permissions import KEEPING_ROLES
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, has_role, memberships_of

ACCOMPANYING_ROLES = (Role.SOCIAL_WORKER, Role.OUTREACH_WORKER)
"""Those who see persons by name: they give addresses and ask for lockers."""

DESK_ROLES = (*ACCOMPANYING_ROLES, Role.SITE_MANAGER)
"""Those who stand at the desk: mail by box number, lockers by their number, and no name."""

CENTRE_ROLES = (*DESK_ROLES, Role.ORGANISATION_ADMIN)
"""Those who see how their centres do."""


def held(user: Someone, *roles: str, through: Organisation | None = None) -> list[Membership]:
    """The user's memberships of today in one of these roles; through one organisation when a token acts for it."""
    mine = [each for each in memberships_of(user) if each.role in roles]
    return [each for each in mine if through is None or each.organisation_id == through.pk]


def accompanies(user: Someone) -> bool:
    """Social workers and outreach teams see persons by name; whoever runs the place sees numbers."""
    return bool(held(user, *ACCOMPANYING_ROLES))


def require_accompanying(user: Someone) -> None:
    """Raise Refused unless the user's role follows people."""
    if not accompanies(user):
        raise Refused(
            _("Une adresse se donne par un travailleur social ou une maraude. Demandez un rôle à votre référence.")
        )


def require_desk(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user stands at the desk of some centre."""
    if not held(user, *DESK_ROLES, through=through):
        raise Refused(_("L’accueil de jour est tenu par ses équipes. Demandez un rôle à votre référence."))


def require_asking(user: Someone) -> None:
    """Raise Refused unless the user may put somebody on the waiting list of lockers."""
    require_desk(user)


def require_centre(user: Someone) -> None:
    """Raise Refused unless the user has some centre."""
    if not held(user, *CENTRE_ROLES):
        require_desk(user)


def require_keeping(user: Someone) -> None:
    """Raise Refused unless the user keeps a place: they open lockers and say which are out of order."""
    if not keeps_lockers(user):
        raise Refused(_("Les casiers sont tenus par la gestion du lieu. Demandez-le-lui."))


def keeps_lockers(user: Someone) -> bool:
    """Whoever keeps a place opens its lockers."""
    return bool(held(user, *KEEPING_ROLES))


def keeps_delays(user: Someone) -> bool:
    """The city's delays are set by the pact's team."""
    return has_role(user, Role.PACT_TEAM)


def require_delays(user: Someone) -> None:
    """Raise Refused unless the user reads the city's delays: those they bind, and who sets them."""
    if not (keeps_delays(user) or held(user, *CENTRE_ROLES)):
        raise Refused(_("Ces délais concernent les accueils de jour et l’équipe du Pacte."))
