"""What is typed at a counter: a number, a day, a reason. Never a name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field

from . import rules
from .enums import CountKind


class SeveralForm(Explained):
    """Several at once: a group at the door, the portions of a service."""

    kind = forms.ChoiceField(label=_("Quoi"))
    quantity = forms.IntegerField(label=_("Combien"), min_value=1, max_value=rules.MOST_AT_ONCE)

    def __init__(self, *args: Any, kinds: list[CountKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]


class CorrectionForm(Explained):
    """The right total of a day, and why the sheet was wrong."""

    day = day_field(label=_("Jour"))
    kind = forms.ChoiceField(label=_("Compteur"))
    total = forms.IntegerField(
        label=_("Total exact de la journée"), min_value=0, max_value=rules.MOST_A_DAY,
        help_text=_("Le bon total, pas l’écart."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Raison"), max_length=200, help_text=_("Sans nom de personne."))

    def __init__(self, *args: Any, kinds: list[CountKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Choisissez un jour jusqu’à aujourd’hui."))
        return day


class KindsForm(Explained):
    """What the place counts."""

    kinds = forms.MultipleChoiceField(
        label=_("Compteurs de ce lieu"), choices=CountKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
