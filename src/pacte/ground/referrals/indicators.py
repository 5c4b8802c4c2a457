"""Figures that the work itself gives: referrals sent, answered in time, declined and why.

Counted from 1 January of the year to the day asked, on the services' territory. Restricted persons are in no count.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.indicators.rules.protection import DEFAULT_THRESHOLD, TOTAL, CannotProtect, protect
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .enums import ANSWERS, DeclineReason, ReferralEventKind
from .models import Referral, ReferralEvent, ReferralQuerySet


def referrals_sent(on: date, territory: Territory | None) -> Result:
    """Referrals sent since 1 January, this day included, by kind of service."""
    return _by_kind(_sent(on, territory))


def referrals_answered_in_time(on: date, territory: Territory | None) -> Result:
    """Referrals sent since 1 January that a service answered by the date due, by kind of service."""
    answered = ReferralEvent.objects.filter(
        kind__in=ANSWERS, at__lte=F("referral__due_at"), at__lt=_end(on), referral__in=_sent(on, territory).order_by()
    )
    return _by_kind(Referral.objects.filter(pk__in=answered.values("referral")))


def referrals_declined(on: date, territory: Territory | None) -> Result:
    """Referrals sent since 1 January that a service declined, by reason."""
    declined = ReferralEvent.objects.filter(
        kind=ReferralEventKind.DECLINED, at__lt=_end(on), referral__in=_sent(on, territory).order_by()
    )
    counts = Counter(declined.order_by().values_list("reason", flat=True))
    return _result({str(DeclineReason(code).label): count for code, count in counts.items()})


def _sent(on: date, territory: Territory | None) -> ReferralQuerySet:
    start = timezone.make_aware(datetime.combine(date(on.year, 1, 1), time.min))
    found = Referral.objects.of_persons_in_the_open().filter(sent_at__gte=start, sent_at__lt=_end(on))
    return found.filter(service__territory__in=covered(territory.pk)) if territory and territory.parent_id else found


def _end(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.max))


def _by_kind(referrals: ReferralQuerySet) -> Result:
    return _result(Counter(referrals.order_by().values_list("service__kind__name_fr", flat=True)))


def _result(counts: dict[str, int]) -> Result:
    """The sum, and its parts where none is small enough to single somebody out."""
    total = sum(counts.values())
    table = {(name,): count for name, count in counts.items()} | {(TOTAL,): total}
    try:
        shown = protect(table).published
    except CannotProtect:
        shown = {}
    small = _("moins de %(threshold)d, ou protégé") % {"threshold": DEFAULT_THRESHOLD}
    rows = []
    for name in sorted(counts):
        count = shown.get((name,))
        rows.append(Row(name, {"count": small if count is None else str(count)}))
    return Result(Decimal(total), rows)


DECLARED = [
    Computed("referrals_sent", referrals_sent),
    Computed("referrals_answered_in_time", referrals_answered_in_time),
    Computed("referrals_declined", referrals_declined),
]
