"""The city's choices for its directory."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import DirectoryPolicy
from ..permissions import require_editing

LONGEST_REVIEW = 36
LONGEST_CROWD = 72


def choose(actor: User, *, is_moderated: bool, review_months: int, saturation_hours: int) -> DirectoryPolicy:
    """Set months between two reviews (1 to 36), hours that a declared crowd holds (1 to 72), reading before publishing.

    What already waits still waits: it is published or sent back by hand.
    """
    require_editing(actor)
    faults = []
    if not 1 <= review_months <= LONGEST_REVIEW:
        faults.append(Fault("review_months", _("Ce délai n’est pas possible."), _("Choisissez de 1 à 36 mois.")))
    if not 1 <= saturation_hours <= LONGEST_CROWD:
        faults.append(
            Fault("saturation_hours", _("Cette durée n’est pas possible."), _("Choisissez de 1 à 72 heures."))
        )
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        policy = DirectoryPolicy.objects.select_for_update().first() or DirectoryPolicy()
        policy.is_moderated, policy.review_months = is_moderated, review_months
        policy.saturation_hours = saturation_hours
        policy.save()
        detail = {"moderated": is_moderated, "months": review_months, "hours": saturation_hours}
        record(actor, "directory.policy", f"directory.DirectoryPolicy:{policy.pk}", detail=detail)
    return policy
