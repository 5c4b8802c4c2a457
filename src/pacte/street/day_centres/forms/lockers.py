"""What is typed about lockers: how many, for whom, referred by whom, why it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained

from ..enums.lockers import LoanEnd
from ..models.lockers import CARD_LETTERS


class Partners(forms.ModelChoiceField):
    """A partner, by its name."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


class OpenForm(Explained):
    """How many lockers to add."""

    count = forms.IntegerField(
        label=_("Combien de casiers ajouter ?"), min_value=1, max_value=300,
        help_text=_("Ils prennent les numéros qui suivent les derniers."),
    )  # fmt: skip


class HolderForm(Explained):
    """For whom: a person whom one follows, or a card that says nobody; and who refers them."""

    person = forms.ChoiceField(
        label=_("Personne suivie"), required=False, help_text=_("Seulement si un dossier est utile : une carte suffit.")
    )
    card = forms.CharField(
        label=_("Numéro de carte"), required=False, max_length=CARD_LETTERS,
        help_text=_("Une carte sans nom, remise à la personne."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    referred_by = Partners(
        Organisation.objects.none(), label=_("Orientée par"), empty_label=_("Choisissez un partenaire")
    )

    def __init__(self, *args: Any, persons: list[tuple[str, str]], partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, choice = self.fields["referred_by"], self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField) and isinstance(choice, forms.ChoiceField)
        field.queryset = partners
        choice.choices = [("", _("Aucune : une carte")), *persons]
        if not persons:
            del self.fields["person"]

    @property
    def to(self) -> dict[str, Any]:
        """What the verbs are called with."""
        return {
            "person_key": self.cleaned_data.get("person") or None,
            "card": self.cleaned_data["card"],
            "referred_by": self.cleaned_data["referred_by"],
        }


class ReturnForm(Explained):
    """Why the loan ends."""

    reason = forms.ChoiceField(
        label=_("Qu’en est-il ?"), choices=LoanEnd.choices, initial=LoanEnd.RETURNED, widget=forms.RadioSelect
    )
