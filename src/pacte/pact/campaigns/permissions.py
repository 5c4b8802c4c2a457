"""Who steers an edition, who answers a request. A contributor's rights end at their organisation and territory."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import Refused
from pacte.ground.indicators.permissions import CONTRIBUTING
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import has_role

from .models import FigureRequest

Someone = User | AnonymousUser


def may_steer(user: Someone) -> bool:
    """The pact's team opens collections, approves figures, tells achievements and freezes editions."""
    return has_role(user, Role.PACT_TEAM)


def may_contribute(user: Someone) -> bool:
    """Whoever contributes figures for some organisation has a list of them, maybe an empty one."""
    return has_role(user, *CONTRIBUTING)


def may_answer(user: Someone, request: FigureRequest) -> bool:
    """An organisation answers for itself, through members charged with it, on the territories they cover."""
    return has_role(user, *CONTRIBUTING, organisation=request.organisation, territory=request.territory)


def require_steering(user: Someone) -> None:
    """Refuse whoever is not of the pact's team."""
    if not may_steer(user):
        raise Refused(_("Cette page est celle de l’équipe du Pacte. Écrivez-lui si vous devez y travailler."))


def require_part(user: Someone) -> None:
    """Refuse whoever neither steers nor contributes."""
    if not (may_steer(user) or may_contribute(user)):
        raise Refused(
            _("Cette page est celle des contributrices et contributeurs. Demandez ce rôle à votre organisation.")
        )


def require_contribution(user: Someone) -> None:
    """Refuse whoever contributes to no figure."""
    if not may_contribute(user):
        raise Refused(
            _("Seule une personne qui contribue aux chiffres peut le faire. Demandez ce rôle à votre organisation.")
        )
