"""Who keeps an entry of the directory, who keeps the directory itself. What is public needs no permission."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.partners.permissions import Someone, has_role, memberships_of

from .models import Place

KEEPING_ROLES = (Role.SITE_MANAGER, Role.ORGANISATION_ADMIN)
"""Those who keep the entries of their own organisation, on their territory."""

EDITING_ROLES = (Role.PACT_TEAM,)
"""The directory's team: it keeps every entry, and whatever has no owner."""


def keeper_memberships(user: Someone) -> list[Membership]:
    """The user's memberships of today by which they keep their organisation's places."""
    return [held for held in memberships_of(user) if held.role in KEEPING_ROLES]


def edits_directory(user: Someone) -> bool:
    """The pact's team moderates, imports, decides of doubles, and keeps entries that nobody else keeps."""
    return has_role(user, *EDITING_ROLES)


def keeps_places(user: Someone) -> bool:
    """Whoever runs a place or answers for an organisation keeps its entries; the directory's team keeps all."""
    return edits_directory(user) or bool(keeper_memberships(user))


def may_keep(user: Someone, place: Place) -> bool:
    """An entry is kept by its organisation, on its territory, and by the directory's team."""
    if edits_directory(user):
        return True
    if place.organisation_id is None or place.organisation is None:
        return False
    return has_role(user, *KEEPING_ROLES, organisation=place.organisation, territory=place.territory)


def may_see_protected(user: Someone, place: Place) -> bool:
    """Where a refuge is, is known to its own organisation's keepers alone, not even to the directory's team."""
    if place.organisation is None:
        return False
    return has_role(user, *KEEPING_ROLES, organisation=place.organisation, territory=place.territory)


def require_keeping(user: Someone) -> None:
    """Raise Refused unless the user keeps some entry."""
    if not keeps_places(user):
        raise Refused(_("Une fiche est tenue par son lieu. Demandez un rôle à la référence de votre organisation."))


def require_editing(user: Someone) -> None:
    """Raise Refused unless the user is of the directory's team."""
    if not edits_directory(user):
        raise Refused(_("L’annuaire est tenu par l’équipe du Pacte. Demandez-le-lui."))


def reads_protected(user: Someone) -> bool:
    """Only those who keep their own organisation's entries may ever read where one of them is hidden."""
    return bool(keeper_memberships(user))


def require_proposing(user: Someone) -> None:
    """Raise Refused unless the user keeps entries of their own organisation: the team proposes nothing to itself."""
    if not keeper_memberships(user):
        raise Refused(_("Un changement est repris par la personne qui l’a proposé. Renvoyez-le-lui avec vos mots."))
