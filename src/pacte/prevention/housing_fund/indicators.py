"""Figures of the fund, computed from its rows: requests, decisions, euros, days. Restricted persons left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import QuerySet

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .enums import FundAid
from .models import FundDecision, FundLoan, FundRequest

Compute = Callable[[date, Territory | None], Result]
YEARS = 4
"""The published figure of the fund sums four years: 2015 to 2018."""


def _here(rows: QuerySet[Any], territory: Territory | None, path: str) -> QuerySet[Any]:
    if territory is None or territory.kind == "city":
        return rows
    return rows.filter(**{f"{path}__in": covered(territory.pk)})


def _by_aid(counts: Counter[str], value: Decimal | None = None) -> Result:
    """One row per aid: never a household."""
    rows = [Row(str(aid.label), {"count": str(counts[aid.value])}) for aid in FundAid if counts[aid.value]]
    return Result(Decimal(sum(counts.values())) if value is None else value, rows)


def requests(on: date, territory: Territory | None) -> Result:
    """Requests received since 1 January."""
    rows = FundRequest.objects.in_the_open().received_between(date(on.year, 1, 1), on)
    return _by_aid(Counter(_here(rows, territory, "case__territory").values_list("aid", flat=True)))


def _granted(first: date, on: date, territory: Territory | None) -> QuerySet[FundDecision]:
    """Decisions in favour that stand today, by the day they were taken."""
    rows = FundDecision.objects.in_force().granting().filter(decided_on__range=(first, on))
    open_ = rows.filter(request__in=FundRequest.objects.in_the_open())
    return _here(open_, territory, "request__case__territory")


def decisions_in_favour(on: date, territory: Territory | None) -> Result:
    """Requests granted, in whole or in part, since 1 January; corrections and appeals counted once."""
    return _by_aid(Counter(_granted(date(on.year, 1, 1), on, territory).values_list("request__aid", flat=True)))


def committed(years: int) -> Compute:
    """Euros committed by the decisions that stand, over so many calendar years, this one included up to the day."""

    def compute(on: date, territory: Territory | None) -> Result:
        sums: Counter[str] = Counter()
        found = _granted(date(on.year - years + 1, 1, 1), on, territory)
        for aid, cents in found.values_list("request__aid", "total_cents"):
            sums[aid] += cents
        rows = [
            Row(str(aid.label), {"count": str(Decimal(sums[aid.value]) / 100)}) for aid in FundAid if sums[aid.value]
        ]  # fmt: skip
        return Result(Decimal(sum(sums.values())) / 100, rows)

    return compute


def households_helped(on: date, territory: Territory | None) -> Result:
    """Households with a decision in favour since 1 January, each once."""
    found = _granted(date(on.year, 1, 1), on, territory)
    keys = {household or f"file-{file}" if file or household else f"request-{request}"
            for request, file, household in found.values_list("request", "request__case__file", "request__case__household")}  # noqa: E501  # fmt: skip
    return Result(Decimal(len(keys)), [])


def days_to_decide(on: date, territory: Territory | None) -> Result:
    """Median number of days from the complete file to the first decision, for first decisions since 1 January."""
    rows = FundDecision.objects.filter(replaces__isnull=True, decided_on__range=(date(on.year, 1, 1), on))
    rows = rows.filter(request__in=FundRequest.objects.in_the_open(), request__completed_on__isnull=False)
    found = _here(rows, territory, "request__case__territory").values_list("request__completed_on", "decided_on")
    waits = [(decided - completed).days for completed, decided in found]
    return Result(Decimal(round(median(waits))) if waits else Decimal(0), [])


def loans_outstanding(on: date, territory: Territory | None) -> Result:
    """Euros of loans still owed today."""
    rows = FundLoan.objects.outstanding().filter(request__in=FundRequest.objects.in_the_open())
    found = _here(rows, territory, "request__case__territory")
    return Result(Decimal(sum(found.values_list("balance_cents", flat=True))) / 100, [])


DECLARED = [
    Computed("housing_fund_requests", requests),
    Computed("housing_fund_decisions_in_favour", decisions_in_favour),
    Computed("housing_fund_committed", committed(1)),
    Computed("housing_fund_committed_four_years", committed(YEARS)),
    Computed("housing_fund_households_helped", households_helped),
    Computed("housing_fund_days_to_decide", days_to_decide),
    Computed("housing_fund_loans_outstanding", loans_outstanding),
]
