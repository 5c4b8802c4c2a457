"""Who is around a case: the household, those who follow the file, the referrals that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.people.models import File
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads.households import MemberSeen, seen_households
from pacte.ground.referrals.enums import ReferralState
from pacte.ground.referrals.models import Referral
from pacte.ground.referrals.reads.referrals import received_by, seen_by

from ..models import Case, CaseReferral
from .cases import CaseSight


@dataclass(frozen=True)
class Around:
    """The people of a case's page. `workers` is empty for a reader outside the organisation."""

    members: list[MemberSeen] = field(default_factory=list)
    workers: list[tuple[User, bool]] = field(default_factory=list)
    referrals: list[CaseReferral] = field(default_factory=list)
    is_inside: bool = False


def around(user: User, seen: CaseSight) -> Around:
    """What this user may see of who is around the case."""
    inside = is_inside(user, seen.file_sight.file)
    return Around(_members(user, seen.case), _workers(seen) if inside else [], referrals_of(user, seen.case), inside)


def is_inside(user: User, file: File) -> bool:
    """Does the user follow people in the file's own organisation? Its workers are named to them alone."""
    return file.organisation_id in {held.organisation_id for held in following_memberships(user)}


def _members(user: User, case: Case) -> list[MemberSeen]:
    if case.household is None:
        return []
    (found,) = seen_households(user, [case.household])
    return found.current


def _workers(seen: CaseSight) -> list[tuple[User, bool]]:
    current = [each.user for each in seen.file_sight.file.workers.all() if each.until is None]
    return sorted(((user, user.pk == seen.case.lead_id) for user in current), key=lambda each: not each[1])


def referrals_of(user: User, case: Case) -> list[CaseReferral]:
    """The referrals that belong to the case and that the user may know of."""
    linked = CaseReferral.objects.filter(case=case, referral__in=seen_by(user)).order_by("pk")
    return list(
        linked.select_related("referral__service__organisation", "referral__from_organisation")
        .prefetch_related("referral__events")
    )  # fmt: skip


def to_link(user: User, case: Case) -> QuerySet[Referral]:
    """Referrals of the same person that the user may know of and that belong to no case yet."""
    if case.file is None:
        return Referral.objects.none()
    free = (
        seen_by(user).filter(file__person=case.file.person_id).exclude(pk__in=CaseReferral.objects.values("referral"))
    )
    return free.select_related("service__organisation").order_by("-sent_at")


def that_may_open(user: User, file: File) -> list[Referral]:
    """Referrals received for the person of this file, accepted, that opened no case yet."""
    free = received_by(user).filter(file__person=file.person_id)
    free = free.exclude(pk__in=CaseReferral.objects.values("referral"))
    found = free.select_related("service__organisation", "from_organisation").prefetch_related("events")
    return [each for each in found.order_by("-sent_at") if each.state in {ReferralState.ACCEPTED, ReferralState.DONE}]
