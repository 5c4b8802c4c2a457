"""A case is seen as its file is; schemes are kept by the pact's team; a signal is answered by the desk's own team."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, has_role
from pacte.ground.people.permissions import FOLLOWING_ROLES, follows_people

CASE_ROLES = FOLLOWING_ROLES
"""Whoever follows people follows their cases; the file's own sight says which, and whether one may write."""

KEEPING_ROLES = (Role.PACT_TEAM,)
"""The pact's team keeps what the city runs: schemes, legal periods, desks. It sees no person."""

LEADING_ROLES = (Role.ORGANISATION_ADMIN,)
"""An organisation's referent sees the load of each worker and passes cases on: by number, never by name."""

SIGNALLING_ROLES = (Role.SOCIAL_WORKER, Role.OUTREACH_WORKER, Role.LANDLORD, Role.CONTRIBUTOR)
"""Those who may hand a signal in for their organisation."""

TRIAGE_ROLES = (Role.SOCIAL_WORKER,)
"""Those who answer the signals of their organisation's desk, on its territory."""


def follows_cases(user: Someone, through: Organisation | None = None) -> bool:
    """Social workers, outreach teams and regulators follow cases; which ones, the file says."""
    return follows_people(user, through)


def keeps_schemes(user: Someone) -> bool:
    """The pact's team writes, checks and publishes schemes."""
    return has_role(user, *KEEPING_ROLES)


def leads_team(user: Someone) -> bool:
    """Whoever answers for an organisation sees its load and passes cases on."""
    return has_role(user, *LEADING_ROLES)


def signals(user: Someone) -> bool:
    """Social workers, outreach teams, landlords and those who contribute for an office hand signals in."""
    return has_role(user, *SIGNALLING_ROLES)


def triages(user: Someone, organisation: Organisation | None = None) -> bool:
    """A desk's signals are answered by the social workers of its organisation."""
    return has_role(user, *TRIAGE_ROLES, organisation=organisation)


def require_case_work(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user's role follows cases."""
    if not follows_cases(user, through):
        raise Refused(_("Les parcours sont réservés aux professionnels qui suivent les personnes."))


def require_scheme_keeping(user: Someone) -> None:
    """Raise Refused unless the user keeps schemes."""
    if not keeps_schemes(user):
        raise Refused(_("Les dispositifs sont tenus par l’équipe du Pacte. Demandez-le-lui."))


def require_leading(user: Someone) -> None:
    """Raise Refused unless the user answers for an organisation."""
    if not leads_team(user):
        raise Refused(_("La charge d’une équipe est lue par la référence de son organisation."))


def require_signalling(user: Someone) -> None:
    """Raise Refused unless the user may hand a signal in."""
    if not signals(user):
        raise Refused(_("Une alerte est transmise par un professionnel ou un bailleur. Demandez un rôle."))


def require_triage(user: Someone) -> None:
    """Raise Refused unless the user answers signals."""
    if not triages(user):
        raise Refused(_("Les alertes sont traitées par le travail social du guichet."))
