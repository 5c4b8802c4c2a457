"""The front desk's arrivals, for programs: codes and moments alone, never who came nor who took over for a minor."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from pacte.ground.accounts.models import ApiToken

from . import reads
from .models import Arrival
from .permissions import require_staff

ROUTER = Router(tags=["reception"])
MOST = 500


class ArrivalOut(Schema):
    """One visit; `stage` (waiting, received, ended) is derived from its moments, `waited_minutes` counts until now."""

    key: UUID
    desk: int
    day: date
    number: int
    reason: str
    is_urgent: bool
    arrived_at: datetime
    called_at: datetime | None
    ended_at: datetime | None
    stage: str
    outcome: str
    waited_minutes: int

    @staticmethod
    def resolve_desk(arrival: Arrival) -> int:
        return arrival.desk_id

    @staticmethod
    def resolve_waited_minutes(arrival: Arrival) -> int:
        return arrival.waited()


class ArrivalsOut(Schema):
    """The visits of a day at the desks of the token's organisation: how many, and the first 500."""

    day: date
    count: int
    waiting: int
    arrivals: list[ArrivalOut]


@ROUTER.get("arrivals", response=ArrivalsOut, url_name="reception_arrivals")
def arrivals(request: HttpRequest, day: date | None = None, desk: int | None = Query(None, ge=1, le=2**31 - 1)) -> Any:
    """The visits of a day (today by default), at one desk when its number is given."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    require_staff(token.user)
    on = day or timezone.localdate()
    rows = reads.arrivals_of(token.user, through=token.organisation).filter(day=on).order_by("arrived_at", "pk")
    rows = rows.filter(desk=desk) if desk else rows
    return {"day": on, "count": rows.count(), "waiting": rows.waiting().count(), "arrivals": list(rows[:MOST])}
