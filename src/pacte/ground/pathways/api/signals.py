"""Signals, for a partner's program: hand one in, read the state of those already given. Nothing more comes back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from pacte.ground.accounts.models import ApiToken
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory

from ..permissions import require_signalling
from ..reads.signals import SentLine, sent_for
from ..rules.signals import LONGEST_LINE, LONGEST_WORDS
from ..services.signals import Given, hand_in

ROUTER = Router()


class SignalIn(Schema):
    """A signal. `area` is a territory's code; `debt` is in cents; `key`, drawn by the program, makes a retry safe."""

    kind: str
    source: str
    area: str = ""
    observed_on: date | None = None
    who: str = Field(default="", max_length=LONGEST_LINE)
    contact: str = Field(default="", max_length=LONGEST_LINE)
    quiet: bool = False
    reference: str = Field(default="", max_length=60)
    debt: int | None = None
    months: int | None = None
    words: str = Field(default="", max_length=LONGEST_WORDS)
    person_told: bool = False
    key: UUID | None = None


class SignalOut(Schema):
    """The state of a signal: "Reçue", "Prise en charge" or "Close", and no more."""

    label: str
    reference: str
    received_on: date
    state: str


def _token(request: HttpRequest) -> ApiToken:
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    require_signalling(token.user)
    if token.organisation is None:
        raise Http404
    return token


@ROUTER.get("signals", response=list[SignalOut], url_name="pathways_signals")
def signals_sent(request: HttpRequest) -> list[SentLine]:
    """What the token's organisation handed in, the latest first."""
    token = _token(request)
    return sent_for(token.user, token.organisation)


@ROUTER.post("signals", response={201: SignalOut}, url_name="pathways_signals")
def signal_handed_in(request: HttpRequest, body: SignalIn) -> Any:
    """Hand a signal in for the token's organisation."""
    token = _token(request)
    assert token.organisation is not None
    said = body.dict(exclude={"area"})
    made = hand_in(
        token.user, token.organisation, Given(**said, territory=_area(body.area)), through=token.organisation
    )
    line = next(each for each in sent_for(token.user, token.organisation) if each.label == made.label)
    return Status(201, line)


def _area(code: str) -> Territory | None:
    found = Territory.objects.filter(code=code).select_related("parent").defer("geometry").first() if code else None
    if code and found is None:
        raise BadInput(Fault("area", "no territory has this code", "Use a code such as 75120."))
    return found
