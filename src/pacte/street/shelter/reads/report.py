"""A night's figures, read from the rows of the night. A missing count is none, never a zero.

Two readings: every request, for the regulation; without restricted persons, for everybody else (see `report_shown`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from ..enums.allocation import RoundLineState
from ..enums.requests import HouseholdKind, RequestEventKind, ShelterRequestState
from ..enums.stays import PlacementOrigin
from ..enums.stock import SiteKind
from ..models import (
    AllocationRound,
    Call,
    Declaration,
    HeldUnit,
    Lot,
    LotNight,
    RequestEvent,
    ShelterPlacement,
    ShelterRequest,
)
from ..models.requests import ShelterRequestQuerySet
from ..rules.report import middle, nine_tenths
from .report_stock import stock_of
from .requests import Counts

Figures = dict[str, Any]
MET, UNMET, WAITING, HANDED = "met", "unmet", "waiting", "handed_over"
OUTCOME = {
    ShelterRequestState.PLACED: MET, ShelterRequestState.ARRIVED: MET, ShelterRequestState.UNMET: UNMET,
    ShelterRequestState.HANDED_OVER: HANDED, ShelterRequestState.RECEIVED: WAITING,
    ShelterRequestState.QUALIFIED: WAITING,
    ShelterRequestState.OFFERED: WAITING,
}  # fmt: skip
"""What a request came to; a cancelled one is counted nowhere."""


def is_empty(night: date) -> bool:
    """Nothing at all was kept for this night."""
    rows = (ShelterRequest, Call, LotNight, Declaration, HeldUnit)
    return not any(model.objects.filter(night=night).exists() for model in rows)


def figures_of(night: date, counted: Counts, *, in_the_open: bool = False) -> Figures:
    """Everything the report says; `counted` are the four counts of the same reading. `in_the_open`: see above."""
    asked = ShelterRequest.objects.of_night(night).exclude(state=ShelterRequestState.CANCELLED)
    if in_the_open:
        asked = asked.in_the_open()
    return {
        "stock": stock_of(night),
        "demand": {
            "calls": counted.calls, "requests": counted.requests, "household_nights": counted.household_nights,
            "persons": counted.persons,
        },
        "outcomes": _outcomes(asked),
        "reasons": _reasons(asked),
        "refusals": _refusals(asked),
        "answers": _answers(asked),
        "placed": _placed(night, asked),
        "rounds": _rounds(night),
        "hotel": _hotel(night),
    }  # fmt: skip


def _outcomes(asked: ShelterRequestQuerySet) -> dict[str, dict[str, int]]:
    """Requests by kind of household and what they came to."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, state, count in asked.order_by().values_list("kind", "state").annotate(Count("pk")):
        found[kind][OUTCOME[ShelterRequestState(state)]] += count
    ordered = [*HouseholdKind.values, ""]
    return {kind: dict(found[kind]) for kind in ordered if kind in found}


def _reasons(asked: ShelterRequestQuerySet) -> dict[str, int]:
    """Requests not met, by reason."""
    unmet = asked.filter(state=ShelterRequestState.UNMET).order_by()
    return dict(unmet.values_list("unmet_reason").annotate(Count("pk")))


def _refusals(asked: ShelterRequestQuerySet) -> dict[str, int]:
    """Refusals of the night by reason, whatever came after: a household's and a site's are told by their code."""
    kinds = (RequestEventKind.HOUSEHOLD_REFUSED, RequestEventKind.SITE_REFUSED)
    events = RequestEvent.objects.filter(request__in=asked.order_by().values("pk"), kind__in=kinds).order_by()
    return dict(events.values_list("reason").annotate(Count("pk")))


def _answers(asked: ShelterRequestQuerySet) -> dict[str, int | None]:
    """Whole minutes from the reception to the first answer."""
    rows = asked.filter(answered_at__isnull=False).values_list("received_at", "answered_at")
    minutes = [_minutes(received, answered) for received, answered in rows if answered is not None]
    return {"count": len(minutes), "median": middle(minutes), "nine_tenths": nine_tenths(minutes)}


def _minutes(start: datetime, end: datetime) -> int:
    return max(0, round((end - start).total_seconds() / 60))


def _placed(night: date, asked: ShelterRequestQuerySet) -> dict[str, Any]:
    """Places given to the night's requests, and those given at once, by danger."""
    rows = ShelterPlacement.objects.filter(request__in=asked.order_by().values("pk"), first_night=night).order_by()
    groups = rows.values_list("origin", "danger").annotate(Count("pk"))
    given, dangers = 0, Counter[str]()
    for origin, danger, count in groups:
        given += count
        if origin == PlacementOrigin.IMMEDIATE:
            dangers[danger] += count
    return {"given": given, "immediate": sum(dangers.values()), "dangers": dict(sorted(dangers.items()))}


def _rounds(night: date) -> list[dict[str, Any]]:
    """The night's rounds: what is needed to play them again, and what was decided."""
    states = {state: Count("lines", filter=Q(lines__state=state)) for state in RoundLineState.values}
    rows = AllocationRound.objects.filter(night=night).defer("sealed_log").annotate(**states).order_by("number")
    return [
        {
            "number": row.number, "policy": row.policy, "seed": str(row.seed), "state": row.state,
            "digest": row.digest, "lines": {state: getattr(row, state) for state in states},
        }
        for row in rows
    ]  # fmt: skip


def _hotel(night: date) -> dict[str, Any]:
    """Hotel nights held, and their cost in euros; `unpriced`: nights whose price nobody gave."""
    frozen = {row.lot_id: row for row in LotNight.objects.filter(night=night, frozen_at__isnull=False)}
    held = dict(HeldUnit.objects.filter(night=night).order_by().values_list("lot").annotate(Count("pk")))
    nights, unpriced, cost = 0, 0, Decimal(0)
    for lot in Lot.objects.filter(site__kind=SiteKind.HOTEL):
        row = frozen.get(lot.pk)
        units = row.attributed if row else held.get(lot.pk, 0)
        price = row.cost if row and row.cost is not None else lot.nightly_cost and lot.nightly_cost * units
        nights += units
        unpriced += units if price is None else 0
        cost += price or 0
    return {"nights": nights, "cost": str(cost) if nights > unpriced else None, "unpriced": unpriced}
