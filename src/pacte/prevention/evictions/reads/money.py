"""Amounts kept in cents, as a page writes them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

THIN = "\u202f"


def euros(cents: int | None) -> str:
    """An amount: "1 129 €", "1 129,50 €"; "" when it is not known."""
    if cents is None:
        return ""
    amount = Decimal(cents) / 100
    places = 0 if cents % 100 == 0 else 2
    return f"{number_format(amount, places, use_l10n=True, force_grouping=True)}{THIN}€"
