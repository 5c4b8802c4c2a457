"""Who shares, who withdraws, who reads the lists, who looks over accesses in urgency."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import Someone, has_role

from .roles import follows_people


def reviews_urgency(user: Someone) -> bool:
    """The data protection officer looks over each access in urgency and adopts the lists."""
    return has_role(user, Role.DATA_PROTECTION)


def require_review(user: Someone) -> None:
    """Raise Refused unless the user is a data protection officer."""
    if not reviews_urgency(user):
        raise Refused(_("La protection des données relit les accès en urgence. Adressez-vous à elle."))


def reads_lists(user: Someone) -> bool:
    """The lists are read by those they bind, who follow people, and by the data protection officer."""
    return follows_people(user) or reviews_urgency(user)


def require_lists(user: Someone) -> None:
    """Raise Refused unless the lists bind this user."""
    if not reads_lists(user):
        raise Refused(_("Ces listes concernent les professionnels qui suivent les personnes."))
