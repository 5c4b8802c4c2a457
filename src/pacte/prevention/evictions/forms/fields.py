"""Fields that several forms share: an amount typed in euros and kept in cents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EurosField(forms.DecimalField):
    """An amount in euros; the cleaned value is in cents, None when it is left empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_digits=11, decimal_places=2, localize=True, **options)

    def clean(self, value: Any) -> Any:
        """The cents."""
        plain = (
            str(value).replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace("€", "") if value else value
        )
        found: Decimal | None = super().clean(plain)
        return None if found is None else int(found * 100)

    def prepare_value(self, value: Any) -> Any:
        """Cents kept as euros to correct; what was typed, as typed."""
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value // 100},{value % 100:02}" if value % 100 else str(value // 100)
        return value


def choice_field(label: Any, choices: Any, *, required: bool = True, **options: Any) -> forms.ChoiceField:
    """A choice; one that may be left empty says so first."""
    rows = list(choices) if required else [("", _("Non précisé")), *choices]
    return forms.ChoiceField(label=label, choices=rows, required=required, **options)
