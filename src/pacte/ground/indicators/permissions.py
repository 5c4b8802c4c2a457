"""Who may read, give, correct, approve and define figures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, has_role, require_role
from pacte.ground.territory.models import Territory

from .enums import MeasurementStatus
from .models import Measurement

CONTRIBUTING = (Role.CONTRIBUTOR, Role.ORGANISATION_ADMIN)


def may_steer(user: Someone) -> bool:
    """The pact's team answers for every printed figure: it approves, corrects and defines."""
    return has_role(user, Role.PACT_TEAM)


def may_contribute(user: Someone, organisation: Organisation | None, territory: Territory) -> bool:
    """An organisation gives its own figures, through those of its members whom it charged with it, where they work."""
    return organisation is not None and has_role(user, *CONTRIBUTING, organisation=organisation, territory=territory)


def may_correct(user: Someone, measurement: Measurement) -> bool:
    """Whoever gave a figure may say that it was wrong; so may the pact's team."""
    return may_steer(user) or may_contribute(user, measurement.contributor, measurement.territory)


def may_see_unapproved(user: Someone, measurement: Measurement) -> bool:
    """A value that nobody approved yet is seen by its contributor and by the pact's team."""
    return measurement.status == MeasurementStatus.APPROVED or may_correct(user, measurement)


def may_read_small_counts(user: Someone, measurement: Measurement) -> bool:
    """A count too small to publish is seen by those who gave it and by those who answer for it, nobody else."""
    return may_correct(user, measurement)


def may_lower_threshold(user: Someone) -> bool:
    """Publishing smaller counts of people is decided by the data protection officer, down to five."""
    return has_role(user, Role.DATA_PROTECTION)


def require_steering(user: Someone) -> None:
    """Refuse whoever is not of the pact's team."""
    if not may_steer(user):
        raise Refused(_("Seule l’équipe du Pacte valide et définit les chiffres. Adressez-lui votre demande."))


def require_correcting(user: Someone) -> None:
    """Refuse whoever neither gives figures for an organisation nor answers for all of them."""
    require_role(user, Role.PACT_TEAM, *CONTRIBUTING)


def require_contribution(user: Someone, organisation: Organisation | None, territory: Territory) -> None:
    """Refuse a figure given for another organisation, or for a territory where the member does not work."""
    if not (may_steer(user) or may_contribute(user, organisation, territory)):
        raise Refused(
            _(
                "Vous ne pouvez donner de chiffres que pour votre organisation et votre territoire. "
                "Demandez le rôle de contribution à la référence de votre organisation."
            )
        )


def require_data_protection(user: Someone) -> None:
    """Refuse whoever is not a data protection officer."""
    if not may_lower_threshold(user):
        raise Refused(_("Seule la protection des données abaisse un seuil de publication."))
