"""Who asks and instructs, who decides, who keeps the budget. Each predicate is one sentence of the rule."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, has_role

INSTRUCTING_ROLES = (Role.SOCIAL_WORKER,)
"""Social workers ask and instruct, for the files that they follow."""
DECIDING_ROLES = (Role.COMMITTEE,)
"""A committee decides by numbers and sums; it never learns here who asks."""
KEEPING_ROLES = (Role.PACT_TEAM,)
"""The pact's team keeps the budget and reads figures; it sees no request."""
RULING_ROLES = (Role.PACT_TEAM, Role.COMMITTEE)
"""Those who write and adopt the ceilings, in the name of the authority that voted them."""


def instructs(user: Someone, through: Organisation | None = None) -> bool:
    """Social workers ask the fund and instruct what is asked; which files, the file says."""
    return has_role(user, *INSTRUCTING_ROLES, organisation=through)


def decides(user: Someone) -> bool:
    """A member of the committee decides what somebody else instructed."""
    return has_role(user, *DECIDING_ROLES)


def keeps_budget(user: Someone) -> bool:
    """The pact's team and the committee write what is voted."""
    return has_role(user, *RULING_ROLES)


def rules_fund(user: Someone) -> bool:
    """The pact's team or the committee writes and adopts the ceilings."""
    return has_role(user, *RULING_ROLES)


def reads_budget(user: Someone, through: Organisation | None = None) -> bool:
    """Sums that name nobody are read by all who work with the fund."""
    return has_role(user, *INSTRUCTING_ROLES, *RULING_ROLES, organisation=through)


def require_instructing(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user asks and instructs."""
    if not instructs(user, through):
        raise Refused(_("Les demandes au fonds sont faites et instruites par le travail social."))


def require_deciding(user: Someone) -> None:
    """Raise Refused unless the user sits in the committee."""
    if not decides(user):
        raise Refused(_("Le fonds est décidé par les membres de sa commission."))


def require_ruling(user: Someone) -> None:
    """Raise Refused unless the user keeps the ceilings and the budget."""
    if not rules_fund(user):
        raise Refused(_("Les plafonds et le budget sont tenus par l’équipe du Pacte et la commission."))


def require_reading(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user works with the fund."""
    if not reads_budget(user, through):
        raise Refused(_("Ces chiffres sont lus par les personnes qui travaillent avec le fonds."))
