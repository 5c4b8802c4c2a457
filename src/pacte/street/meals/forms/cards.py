"""Cards: issued, checked, ended, and the city's rule. A card's number is typed at the counter, never in an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained, day_field

from ..enums import CardEnd, Meal


class IssueForm(Explained):
    """From when on a person's card serves; it lasts a month."""

    valid_from = day_field(label=_("À partir du"), initial=timezone.localdate, help_text=_("La carte sert un mois."))


class VouchersForm(Explained):
    """Vouchers for a day."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Pour"), empty_label=None)
    count = forms.IntegerField(label=_("Nombre de bons"), min_value=1, max_value=50, initial=1)
    day = day_field(label=_("Pour le"), initial=timezone.localdate)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class EndCardForm(Explained):
    """Why a card no longer serves."""

    why = forms.ChoiceField(
        label=_("Pourquoi ?"), choices=[choice for choice in CardEnd.choices if choice[0] != CardEnd.LOST]
    )


class CheckForm(Explained):
    """A number and a meal."""

    number = forms.CharField(
        label=_("Numéro de la carte"), max_length=20, help_text=_("Dix chiffres. Aucun nom n’est demandé."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    meal = forms.ChoiceField(
        label=_("Repas"), choices=[choice for choice in Meal.choices if choice[0] != Meal.PARCEL], initial=Meal.LUNCH
    )


class PolicyForm(Explained):
    """The city's rule for cards."""

    valid_from = day_field(label=_("À partir du"), initial=timezone.localdate)
    monthly_quota = forms.IntegerField(
        label=_("Cartes mensuelles qu’une organisation remet par mois"), min_value=0, max_value=100_000, required=False,
        help_text=_("Laissez vide pour ne pas limiter."),
    )  # fmt: skip
    voucher_quota = forms.IntegerField(
        label=_("Bons qu’une organisation remet par mois"), min_value=0, max_value=100_000, required=False,
        help_text=_("Laissez vide pour ne pas limiter."),
    )  # fmt: skip
    meals_a_day = forms.IntegerField(
        label=_("Repas qu’une carte mensuelle ouvre par jour"), min_value=1, max_value=4, initial=1
    )
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("La délibération ou la décision, et sa date.")
    )
