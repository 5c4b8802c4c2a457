"""Calls, requests met and unmet, time to answer. A request is a household's night; restricted persons are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from statistics import median

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory

from ..enums.requests import CallOutcome, HouseholdKind, ShelterRequestState
from ..models import Call, ShelterRequest
from .common import first_night, on_territory

Compute = Callable[[date, Territory | None], Result]

MET = (ShelterRequestState.OFFERED, ShelterRequestState.PLACED, ShelterRequestState.ARRIVED)


def _requests(on: date, territory: Territory | None, *states: str) -> Counter[str]:
    """Requests since 1 January, by kind of household."""
    rows = ShelterRequest.objects.in_the_open().filter(night__range=(first_night(on), on))
    rows = rows.exclude(state=ShelterRequestState.CANCELLED)
    if states:
        rows = rows.filter(state__in=states)
    return Counter(on_territory(rows, territory, "territory").values_list("kind", flat=True))


def _by_kind(counts: Counter[str], value: Decimal | None = None) -> Result:
    """One row per kind of household: never a household."""
    rows = [Row(str(kind.label), {"count": str(counts[kind])}) for kind in HouseholdKind if counts[kind]]
    return Result(Decimal(sum(counts.values())) if value is None else value, rows)


def requests(*states: str) -> Compute:
    """Requests in these states (all but the cancelled when none is named) since 1 January."""

    def compute(on: date, territory: Territory | None) -> Result:
        return _by_kind(_requests(on, territory, *states))

    return compute


def calls(on: date, territory: Territory | None) -> Result:
    """Calls to the line since 1 January, answered or not; a call belongs to no territory."""
    if territory is not None and territory.kind != "city":
        return Result(Decimal(0), [])
    counts = Counter(Call.objects.filter(night__range=(first_night(on), on)).values_list("outcome", flat=True))
    rows = [Row(str(outcome.label), {"count": str(counts[outcome])}) for outcome in CallOutcome if counts[outcome]]
    return Result(Decimal(sum(counts.values())), rows)


def minutes_to_answer(on: date, territory: Territory | None) -> Result:
    """Median time from a request to its answer since 1 January, in whole minutes."""
    rows = ShelterRequest.objects.in_the_open().filter(night__range=(first_night(on), on), answered_at__isnull=False)
    found = on_territory(rows, territory, "territory").values_list("received_at", "answered_at")
    waits = [(answered - received).total_seconds() / 60 for received, answered in found]
    return Result(Decimal(round(median(waits))) if waits else Decimal(0), [])


DECLARED = [
    Computed("calls_to_the_line", calls),
    Computed("shelter_requests", requests()),
    Computed("shelter_requests_met", requests(*MET)),
    Computed("shelter_requests_unmet", requests(ShelterRequestState.UNMET)),
    Computed("shelter_minutes_to_answer", minutes_to_answer),
]
