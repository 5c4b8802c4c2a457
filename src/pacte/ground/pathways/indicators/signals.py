"""Figures of early signals and of what came of them.

From 1 January of the year to the day asked, except what waits, which is a stock of that day. By the signal's territory,
or the case's. Restricted persons are in no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.indicators.rules.protection import DEFAULT_THRESHOLD, TOTAL, CannotProtect, protect
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..enums import SignalKind
from ..models import Case, Signal
from ..models.signals import SignalQuerySet
from ..reads.ruptures import avoided


def signals_received(on: date, territory: Territory | None) -> Result:
    """Signals received since 1 January, by kind."""
    return _by_kind(_received(on, territory))


def signals_answered_in_time(on: date, territory: Territory | None) -> Result:
    """Signals received since 1 January that were answered by the day their desk had to, by kind."""
    answered = _received(on, territory).filter(answered_at__lt=_end(on), due_on__isnull=False)
    return _by_kind(answered.annotate(day=TruncDate("answered_at")).filter(day__lte=F("due_on")))


def signals_waiting(on: date, territory: Territory | None) -> Result:
    """Signals that had no answer yet on this day, whenever they came, by kind."""
    unanswered = Q(answered_at__isnull=True) | Q(answered_at__gte=_end(on))
    return _by_kind(_signals(territory).filter(unanswered, received_at__lt=_end(on)))


def pathways_opened(on: date, territory: Territory | None) -> Result:
    """Cases opened since 1 January, by scheme."""
    rows = Case.objects.in_the_open().filter(opened_on__range=(date(on.year, 1, 1), on))
    if territory is not None and territory.parent_id:
        rows = rows.filter(territory__in=covered(territory.pk))
    return _result(rows.order_by().values_list("scheme__name", flat=True))


def ruptures_avoided(on: date, territory: Territory | None) -> Result:
    """Cases ended since 1 January by an outcome that their scheme counts as a rupture avoided.

    By scheme, stage reached and source of the alert: a case settled upstream is not an eviction avoided in the count of
    the police prefecture, which knows cases from the request for police assistance on.
    """
    found = avoided(date(on.year, 1, 1), on, territory)
    return _result(f"{each.scheme} · {each.stage} · {each.source}" for each in found)


def _signals(territory: Territory | None) -> SignalQuerySet:
    rows: SignalQuerySet = Signal.objects.filter(
        Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True)
    )  # fmt: skip
    return rows.filter(territory__in=covered(territory.pk)) if territory and territory.parent_id else rows


def _received(on: date, territory: Territory | None) -> SignalQuerySet:
    start = timezone.make_aware(datetime.combine(date(on.year, 1, 1), time.min))
    return _signals(territory).filter(received_at__gte=start, received_at__lt=_end(on))


def _end(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def _by_kind(rows: SignalQuerySet) -> Result:
    return _result(str(SignalKind(kind).label) for kind in rows.order_by().values_list("kind", flat=True))


def _result(names: Iterable[str]) -> Result:
    """The sum, and its parts where none is small enough to single somebody out."""
    counts = Counter(names)
    total = sum(counts.values())
    try:
        shown = protect({(name,): count for name, count in counts.items()} | {(TOTAL,): total}).published
    except CannotProtect:
        shown = {}
    small = _("moins de %(threshold)d, ou protégé") % {"threshold": DEFAULT_THRESHOLD}
    rows = []
    for name in sorted(counts):
        count = shown.get((name,))
        rows.append(Row(name, {"count": small if count is None else str(count)}))
    return Result(Decimal(total), rows)


DECLARED: list[Computed] = [
    Computed("signals_received", signals_received),
    Computed("signals_answered_in_time", signals_answered_in_time),
    Computed("signals_waiting", signals_waiting),
    Computed("pathways_opened", pathways_opened),
    Computed("ruptures_avoided", ruptures_avoided),
]
