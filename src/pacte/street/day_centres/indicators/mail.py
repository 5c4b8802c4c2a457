"""Mail addresses in force, those renewed in time, mail received. A restricted person is in no count."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from pacte.ground.indicators.rules.computed import Computed, Result
from pacte.ground.territory.models import Territory

from ..models import MailAddress, MailNotice, MailTerm
from .common import by_place, on_territory, places


def _result(counts: Counter[int], value: Decimal | None = None) -> Result:
    known = places(counts)
    rows = by_place((known[key], count) for key, count in counts.items() if key in known)
    return Result(Decimal(sum(counts.values())) if value is None else value, rows)


def addresses_in_force(on: date, territory: Territory | None) -> Result:
    """Persons who have a mail address whose term contains this day."""
    rows = on_territory(MailAddress.objects.running(on).of_the_findable(), territory)
    return _result(Counter(rows.values_list("place", flat=True)))


def renewed_in_time(on: date, territory: Territory | None) -> Result:
    """Of the renewals decided since 1 January, the share decided before the term, in per cent with one decimal."""
    rows = on_territory(MailTerm.objects.all(), territory)
    found = list(
        rows.filter(number__gt=1, decided_on__range=(date(on.year, 1, 1), on), previous_end__isnull=False)
        .values_list("place", "decided_on", "previous_end")
    )  # fmt: skip
    in_time = [place for place, decided, previous in found if previous is not None and decided <= previous]
    value = Decimal(100 * len(in_time)) / len(found) if found else Decimal(0)
    return _result(Counter(in_time), value.quantize(Decimal("0.1")))


def mail_received(on: date, territory: Territory | None) -> Result:
    """Pieces of mail received for people since 1 January."""
    rows = on_territory(MailNotice.objects.filter(received_on__range=(date(on.year, 1, 1), on)), territory)
    counts: Counter[int] = Counter()
    for place, quantity in rows.values_list("place", "quantity"):
        counts[place] += quantity
    return _result(counts)


DECLARED = [
    Computed("mail_addresses_in_force", addresses_in_force),
    Computed("mail_addresses_renewed_in_time", renewed_in_time),
    Computed("mail_received", mail_received),
]
