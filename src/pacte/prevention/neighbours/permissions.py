"""Who writes a sheet, who works on it, who names the teams. A landlord is never a team, whatever the organisation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.partners.permissions import Someone, has_role, memberships_of

from .models import NeighbourSignal, TeamCoverage

LANDLORD_ROLES = (Role.LANDLORD,)
"""A landlord's social adviser writes sheets and reads the status of those of the own organisation."""

TEAM_ROLES = (Role.SOCIAL_WORKER,)
"""Those who work in a health team that covers, or covered, an arrondissement."""

NAMING_ROLES = (Role.PACT_TEAM,)
"""The pact's team says which team covers which arrondissement, and since when. It sees no signal."""


def writes_sheets(user: Someone) -> bool:
    """A landlord's adviser signals neighbour trouble for the own organisation."""
    return has_role(user, *LANDLORD_ROLES)


def team_memberships(user: Someone) -> list[Membership]:
    """The user's memberships in organisations that cover, or covered, an arrondissement."""
    held = [each for each in memberships_of(user) if each.role in TEAM_ROLES]
    teams = set(
        TeamCoverage.objects.filter(organisation__in={each.organisation_id for each in held}).values_list(
            "organisation", flat=True
        )
    )
    return [each for each in held if each.organisation_id in teams]


def is_team(user: Someone) -> bool:
    """Works in a neighbour team."""
    return bool(team_memberships(user))


def names_teams(user: Someone) -> bool:
    """The pact's team keeps who covers what."""
    return has_role(user, *NAMING_ROLES)


def is_its_landlord(user: Someone, signal: NeighbourSignal) -> bool:
    """An adviser of the landlord that wrote this sheet."""
    return has_role(user, *LANDLORD_ROLES, organisation=signal.landlord)


def require_sheets(user: Someone) -> None:
    """Raise Refused unless the user writes sheets for a landlord."""
    if not writes_sheets(user):
        raise Refused(
            _("Un signalement de voisinage est écrit par un bailleur. Demandez ce rôle à votre organisation.")
        )


def require_team(user: Someone) -> None:
    """Raise Refused unless the user works in a neighbour team."""
    if not is_team(user):
        raise Refused(_("Ces signalements sont suivis par une équipe de voisinage."))


def require_reading(user: Someone) -> None:
    """Raise Refused for whoever neither writes sheets nor works on them."""
    if not writes_sheets(user) and not is_team(user):
        raise Refused(_("Ces signalements sont lus par le bailleur qui les écrit et par l’équipe qui les suit."))


def require_naming(user: Someone) -> None:
    """Raise Refused unless the user names the teams."""
    if not names_teams(user):
        raise Refused(_("Les équipes de voisinage sont tenues par l’équipe du Pacte."))
