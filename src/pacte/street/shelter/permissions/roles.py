"""The regulation sees every request of the city, a site its own lots, the pact's team figures and no household."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.directory.permissions import KEEPING_ROLES
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, has_role

from ..models import ShelterSite

REGULATING_ROLES = (Role.REGULATOR,)
"""The 115 is one line for the whole city: whoever regulates sees every request of the night and every free lot."""

SITE_ROLES = KEEPING_ROLES
"""Those who keep the sites of their own organisation, on their territory."""

STEERING_ROLES = (Role.PACT_TEAM,)
"""The pact's team records what authorities decide (grids, cold plan), keeps the inventory of buildings."""


def regulates(user: Someone, through: Organisation | None = None) -> bool:
    """Regulators take requests, run rounds and place households, wherever in the city."""
    return has_role(user, *REGULATING_ROLES, organisation=through)


def keeps_sites(user: Someone, through: Organisation | None = None) -> bool:
    """Whoever runs a place or answers for an organisation keeps its shelter sites."""
    return has_role(user, *SITE_ROLES, organisation=through)


def keeps_site(user: Someone, site: ShelterSite) -> bool:
    """A site is kept by its organisation, on its territory."""
    return has_role(user, *SITE_ROLES, organisation=site.organisation, territory=site.territory)


def steers(user: Someone) -> bool:
    """The pact's team steers: no request, no household."""
    return has_role(user, *STEERING_ROLES)


def reads_nights(user: Someone) -> bool:
    """The night's figures and the public grid's history are read by the regulation, the sites and the pact's team."""
    return regulates(user) or steers(user) or keeps_sites(user)


def require_regulation(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user regulates; through one organisation when a token acts for it."""
    if not regulates(user, through):
        raise Refused(_("Les demandes de la nuit sont réservées à la régulation du 115."))


def require_site(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user keeps some site; through one organisation when a token acts for it."""
    if not keeps_sites(user, through):
        raise Refused(_("Un site est tenu par son équipe. Demandez un rôle à la référence de votre organisation."))


def require_steering(user: Someone) -> None:
    """Raise Refused unless the user is of the pact's team."""
    if not steers(user):
        raise Refused(_("Cette page est tenue par l’équipe du Pacte. Demandez-le-lui."))


def require_reading(user: Someone) -> None:
    """Raise Refused unless the user reads the night's figures."""
    if not reads_nights(user):
        raise Refused(_("Les chiffres de la nuit sont lus par la régulation, les sites et l’équipe du Pacte."))
