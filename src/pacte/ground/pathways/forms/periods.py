"""The form of a legal period."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field

from ..enums import LegalPeriodKind


class PeriodForm(Explained):
    """Days out of which a term is moved, and the text that says so."""

    kind = forms.ChoiceField(label=_("Nature"), choices=LegalPeriodKind.choices)
    starts_on = day_field(label=_("Du"))
    ends_on = day_field(label=_("Au (compris)"))
    reference = forms.CharField(
        label=_("Texte qui le dit"), required=False, max_length=200,
        help_text=_("Un article, un décret. Sans texte, la période est montrée comme un exemple."),
    )  # fmt: skip
    is_sample = forms.BooleanField(label=_("C’est un exemple, à vérifier"), required=False)
