"""Money typed in euros, kept in cents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

MOST = Decimal(1_000_000)


class EurosField(forms.DecimalField):
    """Euros with at most two decimals; its value is whole cents, None when empty."""

    def __init__(self, **options: Any) -> None:
        words = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
        super().__init__(
            min_value=0, max_value=MOST, max_digits=9, decimal_places=2, localize=True, widget=words, **options
        )

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else int(found * 100)

    def prepare_value(self, value: Any) -> Any:
        """Cents as a page gives them back; what was typed stays as typed."""
        return Decimal(value) / 100 if isinstance(value, int) else value
