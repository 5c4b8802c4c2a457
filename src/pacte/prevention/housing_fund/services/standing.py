"""What every verb of the fund shares: the request under its lock, where it stands, its case told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.services.opening import case_to_write
from pacte.ground.pathways.services.recording import append

from ..enums import FundAid
from ..models import FundRequest
from ..permissions import require_instructing
from ..reads.standing import appeal_of, decision_of, paid_out, proposal_of, state_of

__all__ = [
    "OUTCOMES", "appeal_of", "decision_of", "end_case", "paid_out", "proposal_of", "sealed", "stand", "state_of",
    "take_up_case", "tell_case", "to_write", "under_lock",
]  # fmt: skip

OUTCOMES = {
    FundAid.ACCESS: "helped_to_enter",
    FundAid.MAINTENANCE: "helped_to_stay",
    FundAid.ENERGY: "helped_to_stay",
    FundAid.SUPPORT: "supported",
}
"""How a case ends once its aid is paid."""


def to_write(actor: User, key: UUID | str) -> tuple[FundRequest, CaseSight]:
    """A request whose file the actor follows, not locked. Refused for another role, Http404 out of reach."""
    require_instructing(actor)
    found = FundRequest.objects.filter(key=key).select_related("case").first()
    if found is None:
        raise Http404
    return found, case_to_write(actor, found.case.key)


def under_lock(request: FundRequest) -> FundRequest:
    """The request held until the transaction ends: what is decided and paid is read after it."""
    held = FundRequest.objects.select_for_update(of=("self",)).select_related("case", "case__organisation")
    return held.get(pk=request.pk)


def stand(request: FundRequest) -> None:
    """Write where the request stands. The caller holds its lock."""
    decision = decision_of(request)
    request.state = state_of(request)
    request.decided_on = decision.decided_on if decision else None
    request.save(update_fields=["state", "decided_on"])


def tell_case(request: FundRequest, actor: User | None, step: str, on: date) -> None:
    """A step of the request's case happened."""
    append(request.case, actor, CaseEventKind.HAPPENED, step, on)


def end_case(request: FundRequest, actor: User | None, outcome: str, on: date) -> None:
    """The case ends, unless it did."""
    request.case.refresh_from_db(fields=["closed_on"])
    if request.case.is_running:
        append(request.case, actor, CaseEventKind.CLOSED, outcome, on)


def take_up_case(request: FundRequest, actor: User | None, on: date) -> None:
    """The case goes on, if it had ended."""
    request.case.refresh_from_db(fields=["closed_on"])
    if not request.case.is_running:
        append(request.case, actor, CaseEventKind.REOPENED, on=on)


def sealed(text: str) -> str:
    """A text as it is kept; nothing stays nothing."""
    return seal(text.strip()) if text.strip() else ""
