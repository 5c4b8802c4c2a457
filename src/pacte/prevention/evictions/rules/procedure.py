"""What is unusual in an eviction and does not forbid: said beside the case's own warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pacte.ground.pathways.rules.durations import add
from pacte.ground.pathways.rules.scheme import Unit

JUDGE_DELAY_SINCE = date(2023, 7, 29)


@dataclass(frozen=True)
class Oddity:
    """Something unusual: `code`, and the two days it compares."""

    code: str
    on: date
    other: date


def oddities(
    happened: Mapping[str, tuple[date, ...]], planned: Mapping[str, date], lease: date | None, delay_until: date | None
) -> list[Oddity]:
    """An order before the lease, a summons before its order, a judge's delay out of the bounds of L412-4.

    >>> day = date(2024, 2, 15)
    >>> [each.code for each in oddities({"payment_order_served": (day,)}, {}, date(2024, 3, 1), None)]
    ['order_before_lease']
    >>> days = {"payment_order_served": (day,), "summons_served": (date(2024, 2, 1),)}
    >>> [each.code for each in oddities(days, {}, None, None)]
    ['summons_before_order']
    """
    found = []
    orders, summons = happened.get("payment_order_served", ()), happened.get("summons_served", ())
    if lease and orders and orders[0] < lease:
        found.append(Oddity("order_before_lease", orders[0], lease))
    if orders and summons and summons[0] < orders[0]:
        found.append(Oddity("summons_before_order", summons[0], orders[0]))
    hearing = planned.get("hearing_held")
    if hearing and summons and hearing < summons[-1]:
        found.append(Oddity("hearing_before_summons", hearing, summons[-1]))
    granted = happened.get("judge_delay_granted", ())
    if granted and delay_until:
        low, high = judge_delay_bounds(granted[-1])
        if not low <= delay_until <= high:
            found.append(Oddity("delay_out_of_bounds", delay_until, high if delay_until > high else low))
    return found


def judge_delay_bounds(granted_on: date) -> tuple[date, date]:
    """The earliest and the latest term of a delay to leave: 1 month to 1 year; 3 months to 3 years before 29/07/2023.

    Code des procédures civiles d’exécution, L412-4.

    >>> judge_delay_bounds(date(2024, 1, 31))
    (datetime.date(2024, 2, 29), datetime.date(2025, 1, 31))
    """
    if granted_on < JUDGE_DELAY_SINCE:
        return add(granted_on, 3, Unit.MONTHS), add(granted_on, 36, Unit.MONTHS)
    return add(granted_on, 1, Unit.MONTHS), add(granted_on, 12, Unit.MONTHS)
