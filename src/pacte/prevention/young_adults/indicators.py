"""Young adults under contract, contracts, refusals, appeals, interviews in time, returns; the platform's caseload and
exits. Restricted persons, protected children first, are in no figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.pathways.enums import ClockHold
from pacte.ground.pathways.models import Case, CaseClock
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .enums import POSITIVE_EXITS, ContractKind, PlatformExit
from .models import CareReturn, ContractRefusal, YoungAdult, YoungContract

Compute = Callable[[date, Territory | None], Result]
NEET = "neet_platform"


def _kept(rows: QuerySet[Any], territory: Territory | None, case: str) -> QuerySet[Any]:
    """Rows of cases in the open, in the territory; `case` leads to the case."""
    path = f"{case}__" if case else ""
    rows = rows.filter(
        Q(**{f"{path}file__isnull": True}) | Q(**{f"{path}file__person__restricted_since__isnull": True})
    )
    if territory is None or territory.kind == "city":
        return rows
    return rows.filter(**{f"{path}territory__in": covered(territory.pk)})


def _counted(homes: Iterable[str]) -> Result:
    """One row per organisation: never a young person."""
    counts = Counter(homes)
    rows = [Row(name, {"count": str(number)}) for name, number in sorted(counts.items())]
    return Result(Decimal(sum(counts.values())), rows)


def _year(on: date) -> tuple[date, date]:
    return date(on.year, 1, 1), on


def under_contract(on: date, territory: Territory | None) -> Result:
    """Young people of 18 or more whose contract holds that day, each once."""
    rows = _kept(YoungAdult.objects.under_contract(on).filter(turns_18_on__lte=on), territory, "case")
    return _counted(rows.values_list("case__organisation__name", flat=True))


def contracts(*kinds: str) -> Compute:
    """Contracts of these kinds signed since 1 January."""

    def compute(on: date, territory: Territory | None) -> Result:
        rows = YoungContract.objects.filter(kind__in=kinds, signed_on__range=_year(on))
        return _counted(_kept(rows, territory, "young__case").values_list("young__case__organisation__name", flat=True))

    return compute


def _refusals(on: date, territory: Territory | None, day: str) -> Result:
    rows = ContractRefusal.objects.filter(**{f"{day}__range": _year(on)})
    return _counted(_kept(rows, territory, "young__case").values_list("young__case__organisation__name", flat=True))


def refused(on: date, territory: Territory | None) -> Result:
    """Contracts refused since 1 January."""
    return _refusals(on, territory, "refused_on")


def appeals(on: date, territory: Territory | None) -> Result:
    """Appeals filed since 1 January."""
    return _refusals(on, territory, "appeal_on")


def interviews(clock: str) -> Compute:
    """Interviews held by their term, among those whose term or day falls since 1 January."""

    def compute(on: date, territory: Territory | None) -> Result:
        held = CaseClock.objects.filter(
            clock=clock, case__scheme__key="young_adults", hold=ClockHold.ENDED, ended_on__range=_year(on),
            ended_on__lte=F("due_on"),
        )  # fmt: skip
        return _counted(_kept(held, territory, "case").values_list("case__organisation__name", flat=True))

    return compute


def returns(on: date, territory: Territory | None) -> Result:
    """Returns before 21 since 1 January."""
    rows = _kept(CareReturn.objects.filter(on__range=_year(on)), territory, "young__case")
    return _counted(rows.values_list("young__case__organisation__name", flat=True))


def _platform(territory: Territory | None, *narrowed: Q, **filters: Any) -> Result:
    rows = _kept(Case.objects.filter(*narrowed, scheme__key=NEET, **filters), territory, "")
    return _counted(rows.values_list("organisation__name", flat=True))


def supported(on: date, territory: Territory | None) -> Result:
    """Young people who entered the platform since it began, each once a stay."""
    return _platform(territory, opened_on__lte=on)


def caseload(on: date, territory: Territory | None) -> Result:
    """Young people on the platform that day."""
    return _platform(territory, Q(closed_on__isnull=True) | Q(closed_on__gt=on), opened_on__lte=on)


def positive_exits(on: date, territory: Territory | None) -> Result:
    """Exits since 1 January towards employment, training, school, the CEJ, or before it the Garantie jeunes."""
    rows = _kept(Case.objects.filter(scheme__key=NEET, closed_on__range=_year(on)), territory, "")
    counts = Counter(rows.filter(outcome__in=POSITIVE_EXITS).values_list("outcome", flat=True))
    found = [Row(str(each.label), {"count": str(counts[each])}) for each in PlatformExit if counts[each]]
    return Result(Decimal(sum(counts.values())), found)


DECLARED = [
    Computed("young_adults_under_contract", under_contract),
    Computed("young_contracts_signed", contracts(ContractKind.FIRST, ContractKind.RETURN)),
    Computed("young_contracts_renewed", contracts(ContractKind.RENEWAL)),
    Computed("young_contracts_refused", refused),
    Computed("young_contract_appeals", appeals),
    Computed("young_interviews_before_18_in_time", interviews("interview_before_18")),
    Computed("young_interviews_after_leaving_in_time", interviews("six_months_after")),
    Computed("young_returns", returns),
    Computed("neet_supported", supported),
    Computed("neet_caseload", caseload),
    Computed("neet_positive_exits", positive_exits),
]
