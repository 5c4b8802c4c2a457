"""Referrals that belong to a case: sent from it, or received for it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.services.contact import note_contact
from pacte.ground.referrals.models import Referral

from ..models import CaseReferral
from ..reads.case_people import to_link
from .opening import case_to_write


def link(actor: User, key: UUID | str, referral: Referral) -> CaseReferral:
    """Say that a referral of the same person belongs to this case.

    Raises Http404 for a case that is not the actor's to write in, BadInput for a referral of somebody else, out of the
    actor's reach, or that belongs to a case already.
    """
    seen = case_to_write(actor, key)
    if not to_link(actor, seen.case).filter(pk=referral.pk).exists():
        raise BadInput(Fault("referral", _("Cette orientation ne peut pas être rattachée à ce parcours.")))
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = CaseReferral.objects.create(case=seen.case, referral=referral)
        except IntegrityError:
            raise BadInput(Fault("referral", _("Cette orientation est déjà rattachée à un parcours."))) from None
        detail = {"referral": str(referral.key)}
        record(
            actor, "case.link_referral", seen.case.target, organisation=seen.case.organisation.slug, detail=detail
        )  # fmt: skip
        note_contact(seen.file_sight.file)
    return row
