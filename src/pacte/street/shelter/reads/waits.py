"""Households without a place, by kind, over the last nights; small counts are protected for who does not regulate.

Restricted persons are left out of every count, whoever reads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.indicators.rules.protection import TOTAL, protect

from ..enums.requests import OPEN_STATES, HouseholdKind
from ..models import ShelterRequest
from ..rules.waiting import BUCKETS, LOOK_BACK, alert, bucket_of
from .waiting import had_nothing

LAST_NIGHTS = 7


@dataclass(frozen=True)
class Row:
    """A kind of household and its counts; None: too few to be told."""

    label: str
    cells: list[int | None]


@dataclass(frozen=True)
class Waits:
    """`nights`: households without a place each night; `lengths`: those who ask tonight, by nights already waited.

    `means`: mean nights waited by kind, where the count behind it is told. `long`: how many reach the alert.
    """

    days: list[date]
    nights: list[Row]
    heads: list[str]
    lengths: list[Row]
    means: list[tuple[str, float]]
    long: int | None
    is_protected: bool


def waits(night: date, *, is_protected: bool) -> Waits:
    """What the page of waiting shows on this night, in two queries."""
    days = [night - timedelta(days=ahead) for ahead in range(LAST_NIGHTS, 0, -1)]
    past: Counter[tuple[str, date]] = Counter()
    rows = ShelterRequest.objects.in_the_open().filter(night__range=(days[0], days[-1])).exclude(kind="")
    for kind, day, state, reason in rows.order_by().values_list("kind", "night", "state", "unmet_reason"):
        if had_nothing(state, reason):
            past[kind, day] += 1
    waited = open_tonight(night)
    lengths: Counter[tuple[str, int]] = Counter(
        (kind, bucket_of(nights)) for kind, each in waited.items() for nights in each
    )
    shown_past = _told(past, days, is_protected)
    shown = _told(lengths, range(len(BUCKETS)), is_protected)
    least = protected_from(is_protected)
    long = sum(nights >= alert().nights for each in waited.values() for nights in each)
    return Waits(
        days, _rows(shown_past, days), [_words(first, last) for first, last in BUCKETS],
        _rows(shown, range(len(BUCKETS))),
        [
            (str(HouseholdKind(kind).label), sum(each) / len(each))
            for kind, each in sorted(waited.items(), key=lambda item: -sum(item[1]) / len(item[1]))
            if len(each) >= least
        ],
        long if long == 0 or long >= least else None,
        is_protected,
    )  # fmt: skip


def protected_from(is_protected: bool) -> int:
    """The smallest count that is told."""
    return 11 if is_protected else 1


def open_tonight(night: date) -> dict[str, list[int]]:
    """Nights waited by the households that ask tonight and have no place yet, by kind."""
    rows = ShelterRequest.objects.in_the_open().filter(night=night, state__in=OPEN_STATES).exclude(kind="")
    found: dict[str, list[int]] = defaultdict(list)
    for kind, nights in rows.order_by().values_list("kind", "waiting_nights"):
        found[kind].append(nights)
    return found


def long_waits(night: date) -> int:
    """How many of tonight's open requests have waited as long as the alert says, restricted persons left out."""
    rows = ShelterRequest.objects.in_the_open().filter(night=night, state__in=OPEN_STATES)
    return rows.filter(waiting_nights__gte=alert().nights).count()


def _told(counts: Mapping[tuple[str, Any], int], columns: Any, is_protected: bool) -> dict[tuple[str, Any], int | None]:
    """The counts with their margins, the small ones hidden, and what would give them away."""
    kinds = [kind for kind in HouseholdKind.values if any((kind, column) in counts for column in columns)]
    table: dict[Any, int] = {(kind, column): counts.get((kind, column), 0) for kind in kinds for column in columns}
    table |= {(kind, TOTAL): sum(table[kind, column] for column in columns) for kind in kinds}
    table |= {(TOTAL, column): sum(table[kind, column] for kind in kinds) for column in columns}
    told: Mapping[Any, int | None] = protect(table).published if is_protected else table
    return dict(told)


def _rows(told: Mapping[tuple[str, Any], int | None], columns: Any) -> list[Row]:
    kinds = [kind for kind in HouseholdKind.values if (kind, TOTAL) in told]
    rows = [Row(str(HouseholdKind(kind).label), [told[kind, column] for column in (*columns, TOTAL)]) for kind in kinds]
    if rows:
        rows.append(Row(_("Tous les ménages"), [told[TOTAL, column] for column in columns]))
    return rows


def _words(first: int, last: int) -> str:
    if last == 0:
        return _("Première nuit")
    if last >= LOOK_BACK:
        return _("%(first)d nuits et plus") % {"first": first}
    return (
        _("%(first)d ou %(last)d nuits") % {"first": first, "last": last}
        if last - first == 1
        else _("%(first)d à %(last)d nuits") % {"first": first, "last": last}
    )
