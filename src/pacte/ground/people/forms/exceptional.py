"""What is typed to open a file in urgency, and to look an access over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained, text_area

from ..enums import BreakGlassReason
from ..permissions import following_memberships
from ..rules.urgency import LONGEST_WORDS


class UrgencyForm(Explained):
    """Why a file is opened, said first; in whose name."""

    reason = forms.ChoiceField(label=_("Pourquoi ?"), choices=BreakGlassReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ce qui se passe"), widget=text_area(3), max_length=LONGEST_WORDS,
        help_text=_("Une phrase au moins. La protection des données la lira."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Vous agissez pour"), empty_label=None)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = {held.organisation_id for held in following_memberships(actor)}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=homes)
        field.initial = min(homes, default=None)
        if len(homes) == 1:
            field.widget = forms.HiddenInput()


class UrgentSearchForm(UrgencyForm):
    """Why, then whom: exactly as an identity paper says."""

    family_name = forms.CharField(label=_("Nom"), max_length=120)
    given_name = forms.CharField(label=_("Prénom"), max_length=120)
    birth_year = forms.IntegerField(label=_("Année de naissance"), min_value=1880)

    def clean_birth_year(self) -> int:
        """A year that has begun."""
        year = int(self.cleaned_data["birth_year"])
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("Cette année n’est pas encore venue."))
        return year
