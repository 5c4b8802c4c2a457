"""A sum typed in euros, read in cents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules.money import BadSum, cents, plain


class SumField(forms.CharField):
    """Euros with a comma or a point; an empty optional one is 0."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return 0
        try:
            found = cents(text)
        except BadSum:
            raise forms.ValidationError(_("Écrivez une somme en euros, comme 652 ou 652,50.")) from None
        if found < 0 and not getattr(self, "may_be_negative", False):
            raise forms.ValidationError(_("Une somme ne peut pas être négative."))
        return found

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, int) else value
