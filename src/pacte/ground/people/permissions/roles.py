"""The roles that follow people, and in which organisations a user holds one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, memberships_of

FOLLOWING_ROLES = (Role.SOCIAL_WORKER, Role.OUTREACH_WORKER, Role.REGULATOR)
"""Those whose work is to follow persons. Every other role sees nobody by name."""


def following_memberships(user: Someone, through: Organisation | None = None) -> list[Membership]:
    """The user's memberships of today in a role that follows people; `through` keeps those of one organisation."""
    held = [membership for membership in memberships_of(user) if membership.role in FOLLOWING_ROLES]
    return [each for each in held if each.organisation_id == through.pk] if through else held


def follows_people(user: Someone, through: Organisation | None = None) -> bool:
    """Social workers, outreach teams and regulators follow people; nobody else opens a person's file."""
    return bool(following_memberships(user, through))


def require_following(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user's role follows people."""
    if not follows_people(user, through):
        raise Refused(
            _(
                "Les dossiers sont réservés aux professionnels qui suivent les personnes. "
                "Demandez un rôle à la référence de votre organisation."
            )
        )
