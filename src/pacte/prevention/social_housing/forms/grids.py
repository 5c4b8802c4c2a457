"""What is typed of a grid: what it says of itself, a rubric, a criterion, who adopted it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import EvidenceKind, GridMeasure, RubricAdding


class GridForm(Explained):
    title = forms.CharField(label=_("Titre"), max_length=160)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Le texte d’où viennent ces points."),
    )  # fmt: skip
    refusal_points = forms.IntegerField(
        label=_("Points retirés après le refus d’un logement adapté"), min_value=0, max_value=50, initial=0,
        help_text=_("Zéro : refuser ne change rien. Un refus pour se protéger ne compte jamais."),
    )  # fmt: skip
    is_complete = forms.BooleanField(
        label=_("La grille est entière"), required=False, help_text=_("Un extrait ne peut pas être mis en vigueur.")
    )


class RubricForm(Explained):
    label = forms.CharField(label=_("Rubrique"), max_length=160)
    adds = forms.ChoiceField(label=_("Comment les critères s’ajoutent"), choices=RubricAdding.choices)


class CriterionForm(Explained):
    label = forms.CharField(
        label=_("Critère"), max_length=160, help_text=_("En mots simples, à la personne : « Vous… ».")
    )
    explanation = forms.CharField(label=_("Ce que cela veut dire"), max_length=300, required=False, widget=text_area(2))
    points = forms.IntegerField(label=_("Points"), min_value=0, max_value=200)
    evidence = forms.MultipleChoiceField(
        label=_("Justificatifs"), choices=EvidenceKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Un seul suffit. Aucun : on croit la personne."),
    )  # fmt: skip
    measure = forms.ChoiceField(
        label=_("Calculé sur"), required=False,
        choices=[("", _("Rien : la personne le dit")), *GridMeasure.choices],
    )  # fmt: skip
    low = forms.DecimalField(label=_("À partir de"), required=False, min_value=0, max_digits=8, decimal_places=2)
    high = forms.DecimalField(label=_("En dessous de"), required=False, min_value=0, max_digits=8, decimal_places=2)
    is_protected = forms.BooleanField(
        label=_("Ce critère parle de santé ou de danger"), required=False,
        help_text=_("La commission lit « Situation protégée » ; le bailleur ne lit rien."),
    )  # fmt: skip


class GridAdoptionForm(Explained):
    authority = forms.CharField(
        label=_("Autorité qui adopte"), max_length=200, help_text=_("Son nom entier : elle répond de ces points.")
    )
    adopted_on = day_field(label=_("Adoptée le"))
    valid_from = day_field(label=_("En vigueur à partir du"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adopted_on"].initial = self.fields["valid_from"].initial = timezone.localdate()
