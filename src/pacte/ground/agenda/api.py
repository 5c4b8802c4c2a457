"""The agenda, for programs: sessions and their seats, never who takes part."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from pacte.ground.accounts.models import ApiToken

from . import reads
from .models import Session
from .permissions import require_keeping
from .reads.lists import at_midnight

ROUTER = Router(tags=["agenda"])
MOST = 500
SPAN = timedelta(days=31)


class SessionOut(Schema):
    """One session. `where` is empty for a confidential place, `is_confidential` says so; `taken` counts people."""

    key: UUID
    kind: str
    title: str
    organisation: str
    starts_at: datetime
    ends_at: datetime
    where: str
    territory: str
    is_confidential: bool
    registration: str
    capacity: int | None
    taken: int
    waiting: int
    cancelled_at: datetime | None

    @staticmethod
    def resolve_organisation(session: Session) -> str:
        return session.organisation.slug

    @staticmethod
    def resolve_where(session: Session) -> str:
        told = reads.where(session)
        return "" if told.is_confidential else told.line

    @staticmethod
    def resolve_territory(session: Session) -> str:
        is_told = session.territory is not None and not reads.where(session).is_confidential
        return session.territory.code if is_told and session.territory else ""

    @staticmethod
    def resolve_is_confidential(session: Session) -> bool:
        return reads.where(session).is_confidential

    @staticmethod
    def resolve_waiting(session: Any) -> int:
        return int(session.waiting_count)


class SessionsOut(Schema):
    """Sessions that begin from one day to another, both included, 31 days at most: how many, and the first 500."""

    first: date
    last: date
    count: int
    sessions: list[SessionOut]


def _page(rows: Any, first: date | None, last: date | None) -> dict[str, Any]:
    start = min(max(first or timezone.localdate(), date(2000, 1, 1)), date(2100, 1, 1))
    end = max(start, min(last or start + SPAN, start + SPAN))
    found = rows.between(at_midnight(start), at_midnight(end + timedelta(days=1)))
    listed = reads.with_seats(found).with_where().order_by("starts_at", "pk")
    return {"first": start, "last": end, "count": found.count(), "sessions": list(listed[:MOST])}


@ROUTER.get("public", response=SessionsOut, url_name="agenda_public_sessions")
def public_sessions(request: HttpRequest, first: date | None = None, last: date | None = None) -> Any:
    """What is announced to the public."""
    return _page(reads.announced(), first, last)


@ROUTER.get("own", response=SessionsOut, url_name="agenda_own_sessions")
def own_sessions(request: HttpRequest, first: date | None = None, last: date | None = None) -> Any:
    """The sessions of the token's organisation that its user keeps, slots included."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    require_keeping(token.user)
    return _page(reads.kept_by(token.user, token.organisation), first, last)
