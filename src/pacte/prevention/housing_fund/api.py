"""For programs: one's own requests by number, and the totals of a year's budget. No person, no name."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from pacte.ground.accounts.models import ApiToken

from .permissions import require_instructing, require_reading
from .reads.budget import lines
from .reads.requests import within_reach

ROUTER = Router(tags=["housing_fund"])


class FundRequestOut(Schema):
    """A request: its number, what is asked in cents, where it stands."""

    key: UUID
    label: str
    aid: str
    state: str
    asked_on: date
    decided_on: date | None
    asked_cents: int


class FundBudgetOut(Schema):
    """An aid of a year, in cents."""

    aid: str
    voted: int
    committed: int
    paid: int
    repaid: int
    written_off: int
    left: int


@ROUTER.get("requests", response=list[FundRequestOut], url_name="housing_fund_requests")
def own_requests(request: HttpRequest) -> Any:
    """The requests of the cases that the token's holder sees."""
    token = _token(request)
    require_instructing(token.user, token.organisation)
    return [row.request for row in within_reach(token.user, token.organisation)]


@ROUTER.get("budget/{int:year}", response=list[FundBudgetOut], url_name="housing_fund_budget")
def budget_of(request: HttpRequest, year: int) -> Any:
    """What was voted, committed, paid and repaid."""
    token = _token(request)
    require_reading(token.user, token.organisation)
    return lines(year)


def _token(request: HttpRequest) -> ApiToken:
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    return token
