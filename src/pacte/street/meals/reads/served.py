"""Portions served, from entered totals or from the counters, never from both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from pacte.ground.footfall.reads import totals

from ..enums import COUNTED
from ..models import ServedTotal
from ..rules.served import Served, together

__all__ = ["Served", "by_place", "current_totals", "entered_by_slot"]

MEALS = {kind: meal for meal, kind in COUNTED.items()}


def current_totals() -> QuerySet[ServedTotal]:
    """The last revision of each total."""
    last = ServedTotal.objects.filter(slot=OuterRef("slot"), day=OuterRef("day")).order_by("-revision")
    return ServedTotal.objects.annotate(last=Subquery(last.values("revision")[:1])).filter(revision=F("last"))


def entered_by_slot(slots: Iterable[int], first: date, last: date) -> dict[tuple[int, date], int]:
    """What was entered for each of these slots, by slot and day."""
    rows = current_totals().filter(slot__in=list(slots), day__range=(first, last))
    return {(slot, day): portions for slot, day, portions in rows.values_list("slot", "day", "portions")}


def by_place(places: Iterable[int] | None, first: date, last: date) -> dict[tuple[int, date, str], Served]:
    """Portions served by place, day and meal between two days, both included; every place when None. Three queries."""
    held = None if places is None else list(places)
    rows = current_totals().filter(day__range=(first, last))
    if held is not None:
        rows = rows.filter(slot__place__in=held)
    entered = [
        ((place, day, meal), portions)
        for place, day, meal, portions in rows.values_list("slot__place", "day", "slot__meal", "portions")
    ]
    counted = {
        (row.place_id, row.day, MEALS[row.kind].value): row.quantity  # type: ignore[index]
        for row in totals(held, list(COUNTED.values()), first, last)
    }
    return together(entered, counted)
