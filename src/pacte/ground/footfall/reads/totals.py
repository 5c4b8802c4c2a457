"""Totals: what was counted and not undone, with the keepers' corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from .. import rules
from ..models import Correction, Count


@dataclass(frozen=True)
class Total:
    """So many of a kind, at a place, on a day. A day on which nothing was counted has no total: silence is not zero."""

    place_id: int
    day: date
    kind: str
    quantity: int


def totals(
    place_ids: Iterable[int] | QuerySet[Any, Any] | None, kinds: Iterable[str], first_day: date, last_day: date
) -> list[Total]:
    """What was counted at these places (all when None) on these days, both included, by place, day and kind.

    Two queries whatever the number of places. Ordered by day, place and kind.
    """
    wanted: dict[str, Any] = {"kind__in": list(kinds), "day__range": (first_day, last_day)}
    if place_ids is not None:
        wanted["place_id__in"] = place_ids if isinstance(place_ids, QuerySet) else list(place_ids)
    keys = ("place_id", "day", "kind")
    counts = Count.objects.standing().filter(**wanted).order_by().values_list(*keys).annotate(Sum("quantity"))
    fixes = Correction.objects.filter(**wanted).order_by().values_list(*keys).annotate(Sum("difference"))
    found = rules.corrected(
        {(place, day, kind): total for place, day, kind, total in counts},
        {(place, day, kind): total for place, day, kind, total in fixes},
    )
    return [
        Total(place, day, kind, total)
        for (place, day, kind), total in sorted(found.items(), key=lambda row: (row[0][1], row[0][0], row[0][2]))
    ]


def by_session(session_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """What was counted at each of these sessions, by kind: {session: {kind: total}}. One query."""
    rows = Count.objects.standing().filter(session_id__in=list(session_ids)).order_by()
    found: dict[int, dict[str, int]] = {}
    for session, kind, total in rows.values_list("session_id", "kind").annotate(Sum("quantity")):
        found.setdefault(session, {})[kind] = total
    return found
