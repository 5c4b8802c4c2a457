"""Who sends, answers, keeps services and delays. Each predicate is one sentence of the institution's rule."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, has_role, memberships_of
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .models import ReceivingService

TAKING_PART = (*FOLLOWING_ROLES, Role.SITE_MANAGER)
"""Those who send and answer referrals: whoever follows persons, and whoever runs a place that receives them."""
KNOWING = (*TAKING_PART, Role.ORGANISATION_ADMIN, Role.PACT_TEAM)
"""Those who know the services and how long they take."""


def answering_memberships(user: Someone, through: Organisation | None = None) -> list[Membership]:
    """The user's memberships of today by which they take part, in one organisation when a token acts for it."""
    held = [each for each in memberships_of(user) if each.role in TAKING_PART]
    return [each for each in held if through is None or each.organisation_id == through.pk]


def require_taking_part(user: Someone, through: Organisation | None = None) -> None:
    """Raise Refused unless the user sends or answers referrals."""
    if not answering_memberships(user, through):
        raise Refused(
            _(
                "Les orientations sont réservées à ceux qui accompagnent ou accueillent des personnes. "
                "Demandez un rôle à la référence de votre organisation."
            )
        )


def require_knowing(user: Someone) -> None:
    """Raise Refused unless the user works with the services of the pact's partners."""
    if not has_role(user, *KNOWING):
        raise Refused(
            _("Cette page est réservée aux partenaires qui orientent ou reçoivent. Demandez un rôle à votre référence.")
        )


def may_keep_services(user: Someone) -> bool:
    """Services are kept by an organisation's own referent, and by the pact's team."""
    return has_role(user, Role.PACT_TEAM, Role.ORGANISATION_ADMIN)


def may_keep_service(user: Someone, service: ReceivingService) -> bool:
    """This service is kept by its organisation's referent, and by the pact's team."""
    return may_keep_services_of(user, service.organisation)


def may_keep_services_of(user: Someone, organisation: Organisation) -> bool:
    """The services of an organisation are kept by its referent, and by the pact's team."""
    return has_role(user, Role.PACT_TEAM) or has_role(user, Role.ORGANISATION_ADMIN, organisation=organisation)


def require_keeping(user: Someone) -> None:
    """Raise Refused unless the user keeps the services of some organisation."""
    if not may_keep_services(user):
        raise Refused(_("La référence de l’organisation tient la liste de ses services. Demandez-le-lui."))


def may_settle_delays(user: Someone) -> bool:
    """How long each kind of service has to answer is settled by the pact's team."""
    return has_role(user, Role.PACT_TEAM)


def require_settling(user: Someone) -> None:
    """Raise Refused unless the user settles the delays."""
    if not may_settle_delays(user):
        raise Refused(_("L’équipe du Pacte fixe les délais de réponse. Demandez-le-lui."))
