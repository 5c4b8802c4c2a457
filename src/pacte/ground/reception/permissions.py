"""Who works at a front desk, who opens one, who reads a directorate's figures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.partners.permissions import Someone, has_role, memberships_of
from pacte.ground.people.permissions import FOLLOWING_ROLES

STAFF_ROLES = (*FOLLOWING_ROLES, Role.SITE_MANAGER)
"""Those who welcome people: whoever follows persons, and whoever runs a place."""

READING_ROLES = (*STAFF_ROLES, Role.ORGANISATION_ADMIN)
"""Those who read the figures of the directorates that their territory touches; the pact's team reads them all."""


def staff_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today in a role that welcomes people."""
    return [held for held in memberships_of(user) if held.role in STAFF_ROLES]


def keeper_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today by which they keep an organisation's desks."""
    return [held for held in memberships_of(user) if held.role == Role.ORGANISATION_ADMIN]


def works_at_desks(user: Someone) -> bool:
    """Whoever follows persons or runs a place works at the desks of their organisation, on their territory."""
    return bool(staff_memberships(user))


def keeps_desks(user: Someone) -> bool:
    """The organisation's referent opens and closes its desks, on their territory."""
    return bool(keeper_memberships(user))


def reads_every_directorate(user: Someone) -> bool:
    """The pact's team reads the figures of every directorate."""
    return has_role(user, Role.PACT_TEAM)


def reads_directorates(user: Someone) -> bool:
    """Others read those of the directorates that their own territory touches."""
    return reads_every_directorate(user) or has_role(user, *READING_ROLES)


def require_staff(user: Someone) -> None:
    """Raise Refused unless the user's role welcomes people."""
    if not works_at_desks(user):
        raise Refused(_("L’accueil est tenu par ses agents. Demandez un rôle à la référence de votre organisation."))


def require_keeper(user: Someone) -> None:
    """Raise Refused unless the user keeps an organisation's desks."""
    if not keeps_desks(user):
        raise Refused(_("La référence de l’organisation ouvre et ferme les guichets. Demandez-le-lui."))


def require_desks(user: Someone) -> None:
    """Raise Refused unless the user works at desks or keeps them."""
    if not (works_at_desks(user) or keeps_desks(user)):
        require_staff(user)


def require_reading(user: Someone) -> None:
    """Raise Refused unless the user reads the figures of some directorate."""
    if not reads_directorates(user):
        raise Refused(_("Ces tableaux de bord sont lus par les directions, leurs guichets et l’équipe du Pacte."))
