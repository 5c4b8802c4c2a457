"""Who keeps a place's stock, who keeps the city's list of items, who shares a reserve out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.directory.models import Place
from pacte.ground.directory.permissions import edits_directory, may_keep
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import Someone, has_role

CATALOGUE_ROLES = (Role.PACT_TEAM,)


def keeps_stock_of(user: Someone, place: Place) -> bool:
    """Whoever keeps a place's entry keeps its stock; the pact's team keeps any."""
    return may_keep(user, place)


def keeps_catalogue(user: Someone) -> bool:
    """The pact's team says which items and kits there are."""
    return has_role(user, *CATALOGUE_ROLES)


def shares_out(user: Someone) -> bool:
    """The pact's team decides who gets how much of what is not enough for all."""
    return edits_directory(user)


def require_stock_of(user: Someone, place: Place) -> None:
    """Raise Refused unless the user keeps this place's stock."""
    if not keeps_stock_of(user, place):
        raise Refused(_("Le stock est tenu par le lieu. Demandez un rôle à la référence de votre organisation."))


def require_catalogue(user: Someone) -> None:
    """Raise Refused unless the user keeps the city's list of items."""
    if not keeps_catalogue(user):
        raise Refused(_("La liste des articles est tenue par l’équipe du Pacte. Demandez-le-lui."))


def require_sharing(user: Someone) -> None:
    """Raise Refused unless the user shares a reserve out."""
    if not shares_out(user):
        raise Refused(_("L’équipe du Pacte répartit les stocks. Demandez-le-lui."))
