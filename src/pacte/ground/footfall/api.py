"""Totals of the places of a token's organisation, for programs: a place, a day, a counter, a number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from pacte.ground.accounts.models import ApiToken
from pacte.ground.declarations.errors import BadInput, Fault

from . import reads
from .enums import CountKind
from .permissions import require_reading

ROUTER = Router(tags=["footfall"])
LONGEST = timedelta(days=366)


class TotalOut(Schema):
    """So many of a kind at a place on a day; a day without any count has no row."""

    place: UUID
    day: date
    kind: str
    total: int


class TotalsOut(Schema):
    """The totals of these days, both included."""

    first: date
    last: date
    totals: list[TotalOut]


@ROUTER.get("totals", response=TotalsOut, url_name="footfall_totals")
def totals(request: HttpRequest, first: date | None = None, last: date | None = None, place: UUID | None = None) -> Any:
    """Totals by place, day and kind, of the last thirty days unless others are asked: a year at most."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    require_reading(token.user)
    until = last or timezone.localdate()
    since = first or until - timedelta(days=29)
    if not timedelta(0) <= until - since <= LONGEST:
        raise BadInput(Fault("first", _("Ces jours ne font pas une période."), _("Demandez une année au plus.")))
    places = reads.read_by(token.user, through=token.organisation)
    keys = dict((places.filter(key=place) if place else places).values_list("pk", "key"))
    rows = reads.totals(list(keys), CountKind.values, since, until)
    told = [{"place": keys[row.place_id], "day": row.day, "kind": row.kind, "total": row.quantity} for row in rows]
    return {"first": since, "last": until, "totals": told}
