"""What is typed to find a person."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained

OLDEST = 1900


class SearchForm(Explained):
    """Words of a name, and the year of birth as far as it is known."""

    words = forms.CharField(
        label=_("Nom, prénom, surnom ou pseudonyme"), max_length=200, required=True,
        help_text=_("Dans n’importe quel ordre, avec ou sans accents. Une faute ne gêne pas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "words"}),
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label=_("Année de naissance, environ"), required=False, min_value=OLDEST,
        help_text=_("À deux ans près, par exemple 1980."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("Cette année n’est pas encore venue. Écrivez l’année de naissance."))
        return year
