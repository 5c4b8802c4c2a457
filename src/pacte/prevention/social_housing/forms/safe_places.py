"""What is typed of a safe place: a day, who is there, how it ends. Nothing about the place."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import SafePlaceEnd
from .requests import DayForm


class ShelterForm(DayForm):
    """Since when she is safe, and who is with her."""

    women = forms.IntegerField(label=_("Femmes"), min_value=1, max_value=9, initial=1)
    children = forms.IntegerField(label=_("Enfants"), min_value=0, max_value=20, initial=0)


class LeaveForm(DayForm):
    """When she left, towards what."""

    ending = forms.ChoiceField(label=_("Suite"), choices=SafePlaceEnd.choices)
