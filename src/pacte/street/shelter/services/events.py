"""What happens to a request is appended, and noted in the journal by codes alone."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal

from ..enums.requests import RequestEventKind
from ..models import Lot, RequestEvent, ShelterRequest
from .requests_answering import answer


def locked(request: ShelterRequest) -> ShelterRequest:
    """The request as it stands now, kept from others until the transaction ends."""
    return ShelterRequest.objects.select_for_update().get(pk=request.pk)


def happened(
    request: ShelterRequest, kind: RequestEventKind, actor: User | None, *, reason: str = "", lot: Lot | None = None,
    words: str = "",
) -> RequestEvent:  # fmt: skip
    """Append an event, in the caller's transaction, note it in the journal, and tell whoever referred the household."""
    event = RequestEvent.objects.create(
        request=request, kind=kind, by=actor, reason=reason, lot=lot, sealed_words=seal(words) if words else ""
    )
    record(actor, f"shelter.{kind}", request.target, detail={"reason": reason} if reason else {})
    answer(actor, request, kind, reason)
    return event


def next_number(night: date) -> int:
    """The number of the next request of the night; the database refuses it twice, the caller tries again."""
    return (ShelterRequest.objects.filter(night=night).aggregate(most=Max("number"))["most"] or 0) + 1
