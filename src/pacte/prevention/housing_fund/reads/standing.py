"""Where a request stands: the decision in force, the latest proposal, the appeal that waits, what was paid."""

from __future__ import annotations

from django.db.models import Sum

from ..enums import GRANTING, FundAppealOutcome, FundState, FundVerdict
from ..models import FundAppeal, FundDecision, FundProposal, FundRequest

ENDED = {
    FundVerdict.REFUSED: FundState.REFUSED,
    FundVerdict.CLOSED: FundState.CLOSED,
    FundVerdict.LAPSED: FundState.LAPSED,
}


def decision_of(request: FundRequest) -> FundDecision | None:
    """The decision in force."""
    return FundDecision.objects.in_force().filter(request=request).select_related("ceilings").first()


def proposal_of(request: FundRequest) -> FundProposal | None:
    """The latest proposal."""
    return request.proposals.order_by("-pk").first()


def appeal_of(request: FundRequest) -> FundAppeal | None:
    """The appeal that waits for an answer."""
    return FundAppeal.objects.filter(decision__request=request, outcome=FundAppealOutcome.PENDING).first()


def paid_out(request: FundRequest) -> int:
    """What was paid, counter-entries taken off, in cents."""
    return request.payments.aggregate(sum=Sum("cents"))["sum"] or 0


def state_of(request: FundRequest) -> FundState:
    """Where a request stands; see enums.FundState."""
    decision, proposal = decision_of(request), proposal_of(request)
    if decision is None:
        if request.completed_on is None:
            return FundState.TO_COMPLETE
        return FundState.TO_DECIDE if proposal else FundState.TO_INSTRUCT
    is_new = proposal is not None and proposal.pk > (decision.proposal_id or 0)
    if appeal_of(request) is not None:
        return FundState.TO_DECIDE if is_new else FundState.TO_INSTRUCT
    if decision.verdict == FundVerdict.DEFERRED:
        return FundState.TO_DECIDE if is_new else FundState.DEFERRED
    if decision.verdict in GRANTING:
        return FundState.PAID if paid_out(request) >= decision.total_cents else FundState.GRANTED
    return ENDED[FundVerdict(decision.verdict)]
