"""Who sits in the committee, offers homes, keeps grids. Each predicate is one sentence of the rule."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import Someone, has_role, memberships_of

from .models import OfferedDwelling

GRID_ROLES = (Role.PACT_TEAM,)
"""The pact's team records the grids that authorities adopt, and tries them by number. It sees no person."""

COMMITTEE_ROLES = (Role.COMMITTEE,)
"""The committee ranks and allocates, by number, never knowing who it is."""

LANDLORD_ROLES = (Role.LANDLORD,)
"""A landlord offers its own homes and records what became of them."""


def keeps_grids(user: Someone) -> bool:
    """The pact's team drafts grids and records their adoption."""
    return has_role(user, *GRID_ROLES)


def decides(user: Someone) -> bool:
    """The committee prepares sheets, ranks and allocates."""
    return has_role(user, *COMMITTEE_ROLES)


def lets(user: Someone, dwelling: OfferedDwelling | None = None) -> bool:
    """A landlord's member acts on the homes of their own organisation."""
    return has_role(user, *LANDLORD_ROLES, organisation=dwelling.landlord if dwelling else None)


def landlords_of(user: Someone) -> list[int]:
    """The landlords for which the user offers homes."""
    return [held.organisation_id for held in memberships_of(user) if held.role in LANDLORD_ROLES]


def reads_dwelling(user: Someone, dwelling: OfferedDwelling) -> bool:
    """A home's page is read by the committee and by its own landlord."""
    return decides(user) or lets(user, dwelling)


def require_grid_keeping(user: Someone) -> None:
    """Raise Refused unless the user keeps grids."""
    if not keeps_grids(user):
        raise Refused(_("Les grilles de cotation sont tenues par l’équipe du Pacte. Demandez-le-lui."))


def require_deciding(user: Someone) -> None:
    """Raise Refused unless the user sits in the committee."""
    if not decides(user):
        raise Refused(_("Cet acte revient à la commission d’attribution."))


def require_dwellings(user: Someone) -> None:
    """Raise Refused unless the user sits in the committee or offers homes for a landlord."""
    if not (decides(user) or lets(user)):
        raise Refused(_("Les logements proposés sont lus par la commission et par leur bailleur."))


def require_letting(user: Someone) -> None:
    """Raise Refused unless the user offers homes for a landlord."""
    if not lets(user):
        raise Refused(_("Un logement est proposé par son bailleur. Demandez un rôle à votre organisation."))
