"""The referrals that a user may know of, on either side. No membership, no referral.

A restricted person's referrals are known to those who see the person alone.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within
from pacte.ground.people.models import FileWorker
from pacte.ground.people.reads import open_or_in_sight, visible_to

from ..enums import Subject
from ..models import Referral, ReferralQuerySet
from ..permissions import answering_memberships


def sent_by(user: Someone, through: Organisation | None = None) -> ReferralQuerySet:
    """What the user sent without a name, and what was sent from the files that they follow.

    After a handover, the previous worker still reads for as long as they read the file.
    """
    organisations = {held.organisation_id for held in answering_memberships(user, through)}
    if not organisations:
        return Referral.objects.none()
    workers = FileWorker.objects.filter(file=OuterRef("file"), user=user.pk)
    follows = Exists(workers.current())
    followed = Exists(workers.just_handed_over()) & Q(file__person__restricted_since__isnull=True)
    mine = Q(file__isnull=True, sender=user.pk) | Q(file__isnull=False) & (Q(follows) | followed)
    return Referral.objects.filter(mine, from_organisation__in=organisations)


def received_by(user: Someone, through: Organisation | None = None) -> ReferralQuerySet:
    """What was sent to the services for which the user answers."""
    held = answering_memberships(user, through)
    if not held:
        return Referral.objects.none()
    return Referral.objects.filter(within(held, "service__"), open_or_in_sight(user, "file__person"))


def to_answer(user: Someone, through: Organisation | None = None) -> ReferralQuerySet:
    """What the user may answer now, the most pressing first. What is no longer shared awaits nobody here."""
    return received_by(user, through).waiting().shared_still().pressing_first()


def seen_by(user: Someone, through: Organisation | None = None) -> ReferralQuerySet:
    """What the user may know of, on either side."""
    return Referral.objects.filter(
        Q(pk__in=sent_by(user, through).values("pk")) | Q(pk__in=received_by(user, through).values("pk"))
    )


def is_opened_to(user: Someone, referral: Referral) -> bool:
    """May the user read what was written for this referral: its words, its description?

    Those who sent it; those who may answer it, while what was given with it holds and the person is in their sight.
    """
    if sent_by(user).filter(pk=referral.pk).exists():
        return True
    if not received_by(user).shared_still().filter(pk=referral.pk).exists():
        return False
    return referral.subject == Subject.ANONYMOUS or visible_to(user).filter(files=referral.file_id).exists()
