"""The figures of a directorate: today, then the last whole weeks. Small counts are protected by one release each.

A directorate is a territory that groups arrondissements; a desk belongs to it by the territory of its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from pacte.ground.indicators.rules import Relation, protect
from pacte.ground.indicators.rules.protection import CannotProtect
from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered, lineage

from ..enums import Reason, VisitOutcome
from ..models import Arrival, FrontDesk
from ..permissions import READING_ROLES, reads_every_directorate
from ..rules import Waits, share, waits, whole_weeks

THRESHOLD = 11
"""The smallest count of people that leaves a desk (Insee, statistical disclosure control)."""

TOTAL, LEFT, WAITING = ("total",), ("outcome", VisitOutcome.LEFT.value), ("waiting",)


@dataclass(frozen=True)
class Row:
    """A label and its count; None when the count is withheld."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Today:
    """A directorate's desks since this morning. `waits` is None when too few people were received."""

    arrivals: int | None
    waiting: int | None
    waits: Waits | None
    desks: list[tuple[FrontDesk, int | None, int | None]]


@dataclass(frozen=True)
class Past:
    """The last whole weeks, from `first` to `last` included."""

    first: date
    last: date
    total: int | None
    left_share: int | None
    waits: Waits | None
    weeks: list[tuple[date, int | None]]
    reasons: list[Row]
    outcomes: list[Row]
    desks: list[tuple[FrontDesk, int | None, Waits | None]]


@dataclass(frozen=True)
class Dashboard:
    """What the page of a directorate shows. `withheld` when at least one count is."""

    directorate: Territory
    members: list[Territory]
    today: Today
    past: Past
    withheld: bool


def directorates_of(user: Someone) -> QuerySet[Territory]:
    """Every directorate for the pact's team; for others those that their territory is, holds, or is held by."""
    rows = (
        Territory.objects.filter(kind=TerritoryKind.DIRECTORATE)
        .defer("geometry")
        .prefetch_related(Prefetch("members", Territory.objects.defer("geometry").order_by("order", "code")))
    )
    if reads_every_directorate(user):
        return rows
    held = [membership for membership in memberships_of(user) if membership.role in READING_ROLES]
    if any(membership.territory_id is None for membership in held):
        return rows
    keys = {membership.territory_id for membership in held if membership.territory_id is not None}
    touched: set[int] = set()
    for territory in Territory.objects.filter(pk__in=keys).defer("geometry"):
        touched |= covered(territory.pk) | lineage(territory)
    touched -= set(Territory.objects.filter(kind=TerritoryKind.CITY).values_list("pk", flat=True))
    return rows.filter(Q(pk__in=keys) | Q(members__in=touched)).distinct()


def desks_of_directorate(directorate: Territory) -> QuerySet[FrontDesk]:
    """The desks whose place stands on an arrondissement that the directorate groups."""
    rows = FrontDesk.objects.filter(site__territory__in=covered(directorate.pk))
    return rows.select_related("site__organisation", "site__territory").defer("site__territory__geometry")


def dashboard(directorate: Territory) -> Dashboard:
    """Everything the page shows, in two protected releases: today, and the weeks that are over."""
    desks = list(desks_of_directorate(directorate))
    today = timezone.localdate()
    now_shown, is_now_withheld = _today(desks, today)
    past, is_past_withheld = _past(desks, today)
    members = list(directorate.members.all())
    return Dashboard(directorate, members, now_shown, past, is_now_withheld or is_past_withheld)


def _released(counts: Mapping[Any, int], relations: list[Relation]) -> tuple[dict[Any, int | None], bool]:
    """The counts that may be shown. The people who left unseen and the whole are what a directorate reads first.

    They are kept, where they are large enough and something else can be hidden in their place.
    """
    first = [key for key in (TOTAL, LEFT) if counts.get(key, 0) >= THRESHOLD]
    try:
        kept = protect(counts, THRESHOLD, relations=relations, known=first)
    except CannotProtect:
        kept = protect(counts, THRESHOLD, relations=relations)
    return dict(kept.published), bool(kept.suppressed)


def _told(minutes: list[int]) -> Waits | None:
    """How long people waited, when enough of them did for nobody to be told apart."""
    return waits(minutes) if len(minutes) >= THRESHOLD else None


def _today(desks: list[FrontDesk], today: date) -> tuple[Today, bool]:
    rows = list(Arrival.objects.filter(desk__in=desks, day=today).only("desk", "arrived_at", "called_at", "ended_at"))
    now = timezone.now()
    waiting = [row for row in rows if row.called_at is None and row.ended_at is None]
    came, wait = Counter(row.desk_id for row in rows), Counter(row.desk_id for row in waiting)
    counts: dict[Any, int] = {TOTAL: len(rows), WAITING: len(waiting)}
    for desk in desks:
        counts |= {("desk", desk.pk): came[desk.pk], ("waiting", desk.pk): wait[desk.pk]}
    relations = [
        Relation(TOTAL, tuple(("desk", desk.pk) for desk in desks)),
        Relation(WAITING, tuple(("waiting", desk.pk) for desk in desks)),
        Relation(TOTAL, (WAITING,)),
    ]
    shown, withheld = _released(counts, relations if desks else [])
    lines = [(desk, shown["desk", desk.pk], shown["waiting", desk.pk]) for desk in desks]
    received = [row.waited(now) for row in rows if row.called_at is not None]
    return Today(shown[TOTAL], shown[WAITING], _told(received), lines), withheld


def _past(desks: list[FrontDesk], today: date) -> tuple[Past, bool]:
    weeks = whole_weeks(today)
    first, last = weeks[0], weeks[-1] + timedelta(days=6)
    rows = list(
        Arrival.objects.filter(desk__in=desks)
        .between(first, last)
        .only("desk", "day", "reason", "outcome", "arrived_at", "called_at", "ended_at")
    )
    shown, withheld = _released_together(len(rows), _past_table(rows, desks, weeks))
    total, left = shown[TOTAL], shown[LEFT]
    minutes = {desk.pk: [row.waited() for row in rows if row.desk_id == desk.pk and row.called_at] for desk in desks}
    past = Past(
        first=first, last=last, total=total,
        left_share=share(left, total) if left is not None and total else None,
        waits=_told([each for some in minutes.values() for each in some]),
        weeks=[(week, shown["week", week]) for week in weeks],
        reasons=_ranked(shown, "reason", Reason),
        outcomes=_ranked(shown, "outcome", VisitOutcome),
        desks=[(desk, shown["desk", desk.pk], _told(minutes[desk.pk])) for desk in desks],
    )  # fmt: skip
    return past, withheld


def _past_table(rows: list[Arrival], desks: list[FrontDesk], weeks: list[date]) -> dict[str, dict[Any, int]]:
    """The same visits cut in four ways; a visit whose entry was never closed is in no outcome."""
    counts: Counter[Any] = Counter()
    for row in rows:
        week = row.day - timedelta(days=row.day.weekday())
        counts.update([("reason", row.reason), ("week", week), ("desk", row.desk_id)])
        if row.outcome:
            counts["outcome", row.outcome] += 1
    parts: dict[str, list[Any]] = {
        "reason": Reason.values, "outcome": VisitOutcome.values, "week": weeks, "desk": [desk.pk for desk in desks],
    }  # fmt: skip
    return {name: {label: counts[name, label] for label in labels} for name, labels in parts.items()}


def _released_together(total: int, ways: Mapping[str, Mapping[Any, int]]) -> tuple[dict[Any, int | None], bool]:
    """One whole cut in several ways, protected together: the ways share their total and nothing else.

    While the total is shown, each way is protected for itself. When one of them needs it hidden, all is hidden that
    is not nothing.
    """
    shown: dict[Any, int | None] = {TOTAL: total}
    withheld = False
    for name, cells in ways.items():
        table = {TOTAL: total} | {(name, label): count for label, count in cells.items()}
        relations = [Relation(TOTAL, tuple((name, label) for label in cells))] if cells else []
        published, some = _released(table, relations)
        if published[TOTAL] is None:
            return _hidden(ways), True
        shown |= published
        withheld = withheld or some
    return shown, withheld


def _hidden(ways: Mapping[str, Mapping[Any, int]]) -> dict[Any, int | None]:
    cells: dict[Any, int | None] = {TOTAL: None}
    return cells | {(name, label): None if n else 0 for name, cells_ in ways.items() for label, n in cells_.items()}


def _ranked(shown: Mapping[Any, int | None], name: str, vocabulary: Any) -> list[Row]:
    """The vocabulary's rows, the most frequent first, withheld ones last."""
    rows = [Row(str(member.label), shown[name, member.value]) for member in vocabulary]
    return sorted(rows, key=lambda row: (row.count is None, -(row.count or 0)))
