"""How long services take to answer, and why they decline: counts of twelve whole months, small ones protected.

Whole months, as they stood at their end: from one day to the next nothing moves by one, so that nobody is worked out.

Services are listed by name: nothing here ranks them, and no person is counted apart. Restricted persons are in no
count shown to others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.indicators.rules.protection import (
    DEFAULT_THRESHOLD,
    TOTAL,
    CannotProtect,
    Key,
    NotANetwork,
    protect,
)

from .. import rules
from ..enums import ANSWERS, CLOSING, DeclineReason, ReferralEventKind
from ..models import ReceivingService, Referral, ReferralEvent

MOST_SERVICES = 60
"""Beyond, reasons are told for all services together: protecting a larger table takes too long for a page."""
IN_TIME, LATE = "in_time", "late"


@dataclass(frozen=True)
class ServiceDelays:
    """One service over the period; None where a small count is protected."""

    service: ReceivingService
    sent: int | None
    in_time: int | None
    late: int | None
    median_hours: int | None
    declined: int | None
    reasons: list[int | None]


@dataclass(frozen=True)
class Delays:
    """Every service of the period, their sum, and the reasons that were given at least once, in their order."""

    rows: list[ServiceDelays]
    total: ServiceDelays | None
    reasons: list[DeclineReason]
    since: datetime
    until: datetime
    threshold: int = DEFAULT_THRESHOLD


def delays(now: datetime | None = None) -> Delays:
    """What the services answered to the referrals of the last twelve months, in four queries."""
    since, until = _period(now or timezone.now())
    sent = Referral.objects.of_persons_in_the_open().filter(sent_at__gte=since, sent_at__lt=until)
    facts = list(sent.values_list("pk", "service", "sent_at", "due_at"))
    closings = ReferralEvent.objects.filter(referral__in=sent.order_by(), kind__in=CLOSING, at__lt=until)
    closed = {row[0]: row[1:] for row in closings.values_list("referral", "kind", "at", "reason")}
    outcomes: Counter[tuple[Key, Key]] = Counter()
    reasons: Counter[tuple[Key, Key]] = Counter()
    taken: dict[Key, list[timedelta]] = defaultdict(list)
    for pk, service, sent_at, due_at in facts:
        kind, at, reason = closed.get(pk, ("", None, ""))
        outcomes[service, _outcome(kind, at, due_at)] += 1
        if kind in ANSWERS and at is not None:
            taken[service].append(at - sent_at)
            taken[TOTAL].append(at - sent_at)
        if kind == ReferralEventKind.DECLINED:
            reasons[service, reason] += 1
    return _table(outcomes, reasons, taken, since, until)


def _period(now: datetime) -> tuple[datetime, datetime]:
    """The twelve whole months before this one."""
    until = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return until.replace(year=until.year - 1), until


def _outcome(kind: str, at: datetime | None, due_at: datetime) -> str:
    """In time, or not: late and unanswered together, for fewer small counts to protect."""
    return IN_TIME if kind in ANSWERS and at is not None and at <= due_at else LATE


@dataclass(frozen=True)
class _Tally:
    """The protected counts, by service and outcome and by service and reason, and the delays of each service."""

    outcomes: Mapping[Any, int | None]
    reasons: Mapping[Any, int | None]
    taken: Mapping[Key, list[timedelta]]
    names: list[DeclineReason]

    def row(self, service: ReceivingService, key: Key) -> ServiceDelays:
        """One line of the table; `key` is the service's, or the margin's."""
        taken = self.taken.get(key, [])
        sent, in_time, late = (self.outcomes.get((key, name), 0) for name in (TOTAL, IN_TIME, LATE))
        middle = rules.median_hours(taken) if len(taken) >= DEFAULT_THRESHOLD else None
        reasons = [self.reasons.get((key, reason.value), 0) for reason in self.names]
        declined = self.reasons.get((key, TOTAL), 0)
        return ServiceDelays(service, sent, in_time, late, middle, declined, reasons)


def _table(
    outcomes: Mapping[Any, int],
    reasons: Mapping[Any, int],
    taken: Mapping[Key, list[timedelta]],
    since: datetime,
    until: datetime,
) -> Delays:
    names = [reason for reason in DeclineReason if any(code == reason.value for _service, code in reasons)]
    pks = {service for service, _outcome in outcomes}
    why = protected(reasons) if len(pks) <= MOST_SERVICES else _together(reasons, pks)
    tally = _Tally(protected(outcomes), why, taken, names)
    found = ReceivingService.objects.select_related("organisation", "kind").in_bulk(pks)
    services = sorted(found.values(), key=lambda each: (each.organisation.name, each.name))
    rows = [tally.row(service, service.pk) for service in services]
    last = until - timedelta(days=1)
    return Delays(rows, tally.row(services[0], TOTAL) if services else None, names, since, last)


def _together(reasons: Mapping[Any, int], services: set[Any]) -> dict[Any, int | None]:
    """Reasons of all services as one; nothing is told of each."""
    whole: Counter[tuple[Key, Key]] = Counter()
    for (_service, reason), count in reasons.items():
        whole["all", reason] += count
    shown = {key: count for key, count in protected(whole).items() if key[0] == TOTAL}
    hidden = {(service, code): None for service in services for code in (TOTAL, *DeclineReason.values)}
    return {**hidden, **shown}


def protected(counts: Mapping[Any, int]) -> dict[Any, int | None]:
    """Counts of two dimensions with their margins, small ones hidden, and what else must be for them to stay so."""
    table: dict[Any, int] = dict(counts)
    for (row, column), count in counts.items():
        for key in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            table[key] = table.get(key, 0) + count
    try:
        return dict(protect(table).published)
    except (CannotProtect, NotANetwork):
        return dict.fromkeys(table)
