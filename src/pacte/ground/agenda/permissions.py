"""Who keeps sessions, who registers whom."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, has_role, memberships_of
from pacte.ground.territory.models import Territory

KEEPING_ROLES = (Role.SITE_MANAGER, Role.ORGANISATION_ADMIN, Role.SOCIAL_WORKER)
"""Those who keep the sessions of their own organisation, on their territory."""

OVERSEEING_ROLES = (Role.PACT_TEAM,)
"""The pact's team keeps every session: trainings, coordination, what a partner cannot keep."""


def keeper_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today by which they keep their organisation's sessions."""
    return [held for held in memberships_of(user) if held.role in (*KEEPING_ROLES, *OVERSEEING_ROLES)]


def oversees_agenda(user: Someone) -> bool:
    """The pact's team keeps every partner's sessions."""
    return has_role(user, *OVERSEEING_ROLES)


def keeps_sessions(user: Someone) -> bool:
    """Whoever runs a place, answers for an organisation or follows people as a social worker keeps its sessions."""
    return bool(keeper_memberships(user))


def may_announce(user: Someone, organisation: Organisation, territory: Territory | None) -> bool:
    """A session is announced in the name of one's own organisation, on one's territory; the pact's team, of any."""
    return oversees_agenda(user) or has_role(user, *KEEPING_ROLES, organisation=organisation, territory=territory)


def require_keeping(user: Someone) -> None:
    """Raise Refused unless the user keeps some sessions."""
    if not keeps_sessions(user):
        raise Refused(
            _("Les séances sont tenues par leurs organisateurs. Demandez un rôle à la référence de votre organisation.")
        )
