"""What came of a request, told to whoever referred it: through the referrals' own verbs, as the request's event is."""

from __future__ import annotations

from pacte.ground.accounts.models import User
from pacte.ground.referrals import reads as referral_reads
from pacte.ground.referrals import services as referrals
from pacte.ground.referrals.enums import DeclineReason
from pacte.ground.referrals.models import Referral

from ..enums.requests import HOUSEHOLD_REFUSALS, RequestEventKind, UnmetReason
from ..models import ShelterRequest

BY_KIND = {
    UnmetReason.NO_PLACE: DeclineReason.FULL, UnmetReason.SITE_FULL: DeclineReason.FULL,
    UnmetReason.UNREACHABLE: DeclineReason.UNREACHABLE, UnmetReason.NO_SHOW: DeclineReason.UNREACHABLE,
    UnmetReason.INTERRUPTED: DeclineReason.INCOMPLETE, UnmetReason.SITE_BEHAVIOUR: DeclineReason.CONDITIONS,
    UnmetReason.SITE_PROJECT: DeclineReason.CONDITIONS, UnmetReason.OTHER_WAY: DeclineReason.OTHER,
}  # fmt: skip
"""What the sender reads for each reason of the line; what is not here is a need that no free place fitted."""
ANSWERING = {
    RequestEventKind.ACCEPTED, RequestEventKind.ARRIVED, RequestEventKind.NO_SHOW, RequestEventKind.UNMET,
    RequestEventKind.CANCELLED, RequestEventKind.HANDED_OVER,
}  # fmt: skip


def answer(actor: User | None, request: ShelterRequest, kind: str, reason: str = "") -> None:
    """Give the request's referral the answer that this event is, through the referrals' own verbs.

    By the deciding regulator, when their organisation answers for the service; by nobody at the end of a night.
    """
    if request.referral_id is None or kind not in ANSWERING:
        return
    referral = Referral.objects.select_related("service__organisation", "file__person").get(pk=request.referral_id)
    if kind == RequestEventKind.UNMET and actor is None:
        referrals.close_without_answer(referral, decline_reason(reason))
        return
    if actor is None or not referral_reads.received_by(actor).filter(pk=referral.pk).exists():
        return
    _answer(actor, referral, kind, reason)


def _answer(actor: User, referral: Referral, kind: str, reason: str) -> None:
    stands = referral.standing
    is_met = kind in (RequestEventKind.ACCEPTED, RequestEventKind.ARRIVED, RequestEventKind.HANDED_OVER)
    if stands.is_waiting and is_met and referral.is_shared_still:
        referrals.accept(actor, referral)
    elif stands.is_waiting and kind in (RequestEventKind.UNMET, RequestEventKind.CANCELLED):
        referrals.decline(actor, referral, reason=decline_reason(reason))
    elif stands.is_accepted and kind in (RequestEventKind.NO_SHOW, RequestEventKind.UNMET):
        referrals.mark_no_show(actor, referral)
    if kind in (RequestEventKind.ARRIVED, RequestEventKind.HANDED_OVER):
        fresh = Referral.objects.get(pk=referral.pk)
        if fresh.standing.is_accepted:
            referrals.mark_done(actor, fresh)


def decline_reason(reason: str) -> str:
    """What the sender reads for a reason of the line."""
    if reason in HOUSEHOLD_REFUSALS:
        return DeclineReason.OWN_WISH
    return (
        BY_KIND.get(UnmetReason(reason), DeclineReason.NOT_FITTING)
        if reason in UnmetReason.values
        else DeclineReason.OTHER
    )
