"""Debts in months of rent, and what the law makes of them. Amounts in cents."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, Decimal

REPORTED_FROM = date(2023, 7, 29)
MONTHS_REPORTED = Decimal(2)
"""Since 2023 the commission is told of a debt of twice the rent without charges, or two months without a break."""
REPORTED_REFERENCE = "Loi n° 2023-668 du 27 juillet 2023 ; décret n° 2015-1384"


def months_of_rent(debt_cents: int, rent_cents: int | None) -> Decimal | None:
    """How many months of rent a debt is, cut at a tenth; None while the rent is not known.

    >>> months_of_rent(150_000, 60_000), months_of_rent(150_000, None)
    (Decimal('2.5'), None)
    """
    if not rent_cents:
        return None
    return (Decimal(debt_cents) / Decimal(rent_cents)).quantize(Decimal("0.1"), ROUND_DOWN)


def is_reportable(debt_cents: int, rent_cents: int | None, on: date) -> bool | None:
    """Does this debt reach the threshold from which the bailiff tells the commission? None when it cannot be said.

    Before 29 July 2023 a prefect's order settled it: not said here.

    >>> is_reportable(120_000, 60_000, date(2024, 1, 1)), is_reportable(119_999, 60_000, date(2024, 1, 1))
    (True, False)
    >>> is_reportable(120_000, 60_000, date(2020, 1, 1)) is None
    True
    """
    if on < REPORTED_FROM or not rent_cents:
        return None
    return debt_cents >= MONTHS_REPORTED * rent_cents
