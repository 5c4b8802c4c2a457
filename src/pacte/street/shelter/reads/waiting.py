"""How long households have waited: nights in a row, before this one, on which they asked and had nothing.

A refusal by the household counts like any other night without a place: it is never a penalty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from ..enums.requests import OPEN_STATES, ShelterRequestState, UnmetReason
from ..models import ShelterRequest
from ..rules.waiting import LOOK_BACK, in_a_row

HAD_SOMETHING = (UnmetReason.OTHER_WAY, UnmetReason.HANDED_OVER)
"""Not met by a place, and yet not left without anything."""


def nights_without(request: ShelterRequest) -> int:
    """Nights in a row before this request's, on which the same household asked and had nothing."""
    return waiting_of([request])[request.pk]


def waiting_of(requests: Iterable[ShelterRequest]) -> dict[int, int]:
    """The same for many requests, by primary key, in two queries whatever their number.

    A household is known again by its record, its file, one of its persons, or the State's identifier.
    """
    asked = list(requests)
    if not asked:
        return {}
    marks = _marks(asked)
    wanted: dict[str, set[object]] = defaultdict(set)
    for mark in set().union(*marks.values()):
        wanted[mark[0]].add(mark[1])
    past = _past(asked, wanted)
    return {
        each.pk: in_a_row(each.night, _merged(past[mark] for mark in marks[each.pk] if mark in past)) for each in asked
    }


Mark = tuple[str, object]
FIELDS = (
    ("household", "household"), ("file", "file"), ("external", "external_id"), ("person", "file__person"),
    ("person", "members__person"),
)  # fmt: skip
"""What a household may be known by, and the column that says it."""


def _marks(requests: list[ShelterRequest]) -> dict[int, set[Mark]]:
    """By request: everything by which its household would be known on another night."""
    found: dict[int, set[Mark]] = {}
    for each in requests:
        row = (("household", each.household_id), ("file", each.file_id), ("external", each.external_id))
        found[each.pk] = {(name, value) for name, value in row if value}
    rows = ShelterRequest.objects.filter(pk__in=found).values_list("pk", "file__person", "members__person")
    for request, by_file, member in rows.order_by():
        found[request] |= {("person", person) for person in (by_file, member) if person}
    return found


@dataclass
class _Nights:
    """Nights on which somebody asked, and those on which they had something."""

    asked: set[date] = field(default_factory=set)
    had: set[date] = field(default_factory=set)


def _past(requests: list[ShelterRequest], wanted: dict[str, set[object]]) -> dict[Mark, _Nights]:
    """What each mark asked and had, on the nights that may count."""
    found: dict[Mark, _Nights] = defaultdict(_Nights)
    if not any(wanted.values()):
        return found
    first = min(each.night for each in requests) - timedelta(days=LOOK_BACK)
    known = Q(household__in=wanted["household"]) | Q(file__in=wanted["file"]) | Q(external_id__in=wanted["external"])
    known |= Q(members__person__in=wanted["person"]) | Q(file__person__in=wanted["person"])
    rows = (
        ShelterRequest.objects.filter(known, night__gte=first, night__lt=max(each.night for each in requests))
        .exclude(state=ShelterRequestState.CANCELLED)
        .order_by()
        .values_list("night", "state", "unmet_reason", *(column for _name, column in FIELDS))
    )
    for night, state, reason, *values in rows:
        for (name, _column), value in zip(FIELDS, values, strict=True):
            if value and value in wanted[name]:
                nights = found[name, value]
                (nights.asked if had_nothing(state, reason) else nights.had).add(night)
    return found


def had_nothing(state: str, reason: str) -> bool:
    """Did a past request end without anything for the household?"""
    if state in OPEN_STATES or state == ShelterRequestState.OFFERED:
        return True
    return state == ShelterRequestState.UNMET and reason not in HAD_SOMETHING


def _merged(parts: Iterable[_Nights]) -> set[date]:
    """Nights on which the household asked under any of its marks, and had nothing under all of them."""
    asked: set[date] = set()
    had: set[date] = set()
    for part in parts:
        asked |= part.asked
        had |= part.had
    return asked - had
