"""What is typed of a grid: its title and quota, a criterion, who adopted it and from which night."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field

from ..models.priorities import MOST_TIERS
from ..reads.priorities import RULE_WORDS
from ..reads.tonight import night_at


class GridForm(Explained):
    """What a draft says of itself."""

    title = forms.CharField(label=_("Titre"), max_length=160)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Le texte d’où viennent ces critères."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    quota_percent = forms.IntegerField(
        label=_("Part des places réservée à l’attente (%)"), required=False, min_value=1, max_value=100,
        help_text=_("Facultatif. Ces places vont d’abord aux ménages qui attendent depuis le plus longtemps."),
    )  # fmt: skip
    quota_after = forms.IntegerField(
        label=_("Après combien de nuits sans place"), required=False, min_value=1, max_value=180
    )


class CriterionForm(Explained):
    """One criterion."""

    name_fr = forms.CharField(label=_("Critère"), max_length=200, help_text=_("En mots simples : il est public."))
    name_en = forms.CharField(label=_("Le même en anglais"), max_length=200, required=False)
    tier = forms.IntegerField(
        label=_("Priorité"), validators=[MinValueValidator(1), MaxValueValidator(MOST_TIERS)],
        help_text=_("1 est servie d’abord."), widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("Comment on le sait"), required=False)
    number = forms.IntegerField(
        label=_("Nombre de la règle"), required=False, min_value=1, max_value=240,
        help_text=_("Des années, ou des mois pour un bébé. Vide quand la règle n’en a pas."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Dit par la personne qui prend la demande")), *RULE_WORDS.items()]


class AdoptionForm(Explained):
    """Who adopted the grid, when, and from which night it acts."""

    authority = forms.CharField(
        label=_("Autorité qui adopte"), max_length=200,
        help_text=_("Son nom entier : c’est elle qui répond de ces priorités devant tous."),
    )  # fmt: skip
    adopted_on = day_field(label=_("Adoptée le"))
    first_night = day_field(label=_("En vigueur à partir de la nuit du"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adopted_on"].initial = timezone.localdate()
        self.fields["first_night"].initial = night_at()
