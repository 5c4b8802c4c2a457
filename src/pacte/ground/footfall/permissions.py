"""Who counts at a place, who corrects a sheet, who reads a place's figures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.directory.permissions import KEEPING_ROLES
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.partners.permissions import Someone, memberships_of

COUNTING_ROLES = (Role.SITE_MANAGER, Role.SOCIAL_WORKER, Role.OUTREACH_WORKER, Role.VOLUNTEER)
"""Those who welcome people at a place of their organisation, on their territory: they count, and undo."""

READING_ROLES = (*COUNTING_ROLES, Role.ORGANISATION_ADMIN)
"""Those who read a place's figures: whoever counts there, and whoever answers for the organisation."""


def counting_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today in a role that counts."""
    return [held for held in memberships_of(user) if held.role in COUNTING_ROLES]


def reading_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today in a role that reads the figures of its places."""
    return [held for held in memberships_of(user) if held.role in READING_ROLES]


def correcting_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today by which they keep a place: its counters and its sheets too."""
    return [held for held in memberships_of(user) if held.role in KEEPING_ROLES]


def counts(user: Someone) -> bool:
    """Whoever works at a place counts there: its manager, a social worker, an outreach worker, a volunteer."""
    return bool(counting_memberships(user))


def reads_figures(user: Someone) -> bool:
    """A place's figures are read by those who count there and by the organisation's referent."""
    return bool(reading_memberships(user))


def corrects(user: Someone) -> bool:
    """A sheet of an earlier day is corrected by whoever keeps the place, with a reason."""
    return bool(correcting_memberships(user))


def require_counting(user: Someone) -> None:
    """Raise Refused unless the user counts somewhere."""
    if not counts(user):
        raise Refused(_("On compte là où l’on travaille. Demandez un rôle à la référence de votre organisation."))


def require_reading(user: Someone) -> None:
    """Raise Refused unless the user reads the figures of some place."""
    if not reads_figures(user):
        raise Refused(_("La fréquentation est lue par les équipes des lieux. Demandez un rôle à votre organisation."))


def require_correcting(user: Someone) -> None:
    """Raise Refused unless the user keeps some place."""
    if not corrects(user):
        raise Refused(_("Une feuille est corrigée par qui tient le lieu. Demandez-le-lui."))
