"""Referrals, for programs. A token does what its user may do today, in its organisation alone. It names no person."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from pacte.ground.accounts.models import ApiToken

from . import reads, services
from .models import ReceivingService, Referral
from .permissions import require_taking_part
from .rules import LONGEST_WORDS

ROUTER = Router(tags=["referrals"])


class ServiceOut(Schema):
    """A service that receives people now; `answer_within` in hours."""

    key: UUID
    name: str
    organisation: str
    kind: str
    answer_within: int
    takes_persons: bool
    takes_households: bool
    takes_anonymous: bool

    @staticmethod
    def resolve_organisation(service: ReceivingService) -> str:
        return service.organisation.slug

    @staticmethod
    def resolve_kind(service: ReceivingService) -> str:
        return service.kind.code

    @staticmethod
    def resolve_answer_within(service: ReceivingService) -> int:
        return service.kind.answer_within


class ReferralOut(Schema):
    """A referral in codes: `state` is derived from what happened. Neither its words nor the person are given here."""

    key: UUID
    service: UUID
    subject: str
    needs: list[str]
    urgency: str
    state: str
    sent_at: datetime
    due_at: datetime

    @staticmethod
    def resolve_service(referral: Referral) -> UUID:
        return referral.service.key

    @staticmethod
    def resolve_state(referral: Referral) -> str:
        return referral.state.value


class AnonymousIn(Schema):
    """Somebody whose name is not said, for a service that takes such requests."""

    service: UUID
    description: str = Field(min_length=1, max_length=LONGEST_WORDS)
    needs: list[str] = Field(min_length=1, max_length=30)
    urgency: str = "usual"
    words: str = Field(default="", max_length=LONGEST_WORDS)


class AnswerIn(Schema):
    """The service's answer: `reason` with a refusal, `to` with another service that would do better."""

    answer: Literal["accepted", "declined", "redirected"]
    reason: str = ""
    to: UUID | None = None
    words: str = Field(default="", max_length=LONGEST_WORDS)


class OutcomeIn(Schema):
    """What came of an accepted referral."""

    outcome: Literal["done", "no_show"]
    words: str = Field(default="", max_length=LONGEST_WORDS)


def _token(request: HttpRequest) -> ApiToken:
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    return token


@ROUTER.get("services", response=list[ServiceOut], url_name="referrals_services")
def open_services(request: HttpRequest) -> Any:
    """The services that receive people today."""
    return list(reads.services_listed().open_on(_today()))


@ROUTER.get("inbox", response=list[ReferralOut], url_name="referrals_inbox")
def inbox(request: HttpRequest) -> Any:
    """What the token's user may answer now, the most pressing first."""
    token = _token(request)
    require_taking_part(token.user, token.organisation)
    return list(reads.to_answer(token.user, token.organisation).told())


@ROUTER.get("sent", response=list[ReferralOut], url_name="referrals_sent")
def sent(request: HttpRequest) -> Any:
    """What the token's user sent, and what was sent from the files that they follow."""
    token = _token(request)
    require_taking_part(token.user, token.organisation)
    return list(reads.sent_by(token.user, token.organisation).told()[:500])


@ROUTER.post("anonymous", response={201: ReferralOut}, url_name="referrals_anonymous")
def send_anonymous(request: HttpRequest, body: AnonymousIn) -> Any:
    """Ask a service for somebody whose name is not said."""
    token = _token(request)
    require_taking_part(token.user, token.organisation)
    assert token.organisation is not None
    service = get_object_or_404(reads.services_listed(), key=body.service)
    ask = services.Ask(tuple(body.needs), body.urgency, body.words)
    made = services.send_anonymous(
        token.user, token.organisation, service, ask, body.description, through=token.organisation
    )
    return Status(201, made)


@ROUTER.post("{uuid:key}/answer", response=ReferralOut, url_name="referrals_answer")
def answer(request: HttpRequest, key: UUID, body: AnswerIn) -> Any:
    """Answer for the service. A second answer is refused with the first one's state (422)."""
    token = _token(request)
    found, through = _received(token, key), {"through": token.organisation}
    match body.answer:
        case "accepted":
            services.accept(token.user, found, words=body.words, **through)
        case "declined":
            services.decline(token.user, found, reason=body.reason, words=body.words, **through)
        case _:
            to = get_object_or_404(reads.services_listed(), key=body.to)
            services.redirect(token.user, found, to=to, words=body.words, **through)
    return _again(found)


@ROUTER.post("{uuid:key}/outcome", response=ReferralOut, url_name="referrals_outcome")
def outcome(request: HttpRequest, key: UUID, body: OutcomeIn) -> Any:
    """Say what came of an accepted referral."""
    token = _token(request)
    found = _received(token, key)
    verb = services.mark_done if body.outcome == "done" else services.mark_no_show
    verb(token.user, found, words=body.words, through=token.organisation)
    return _again(found)


def _received(token: ApiToken, key: UUID) -> Referral:
    require_taking_part(token.user, token.organisation)
    found = reads.received_by(token.user, token.organisation).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _again(referral: Referral) -> Referral:
    return Referral.objects.told().get(pk=referral.pk)


def _today() -> Any:
    from django.utils import timezone

    return timezone.localdate()
