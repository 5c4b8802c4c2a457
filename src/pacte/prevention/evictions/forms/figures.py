"""A figure of a year, as its source gives it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.indicators.enums import Qualifier
from pacte.ground.web.forms import Explained

from ..enums import FigureSource, FigureStage
from .fields import choice_field


class YearFigureForm(Explained):
    """A level, a change, or both, with who gives it and where it is written."""

    year = forms.IntegerField(label=_("Année"), min_value=1990, max_value=2100)
    stage = choice_field(_("Étape"), FigureStage.choices)
    source = choice_field(_("Source"), FigureSource.choices)
    qualifier = choice_field(_("Précision"), Qualifier.choices)
    value = forms.IntegerField(label=_("Nombre"), min_value=0, required=False)
    change_percent = forms.DecimalField(
        label=_("Évolution depuis l’année précédente, en %"), max_digits=6, decimal_places=2, required=False,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Si la source la donne. Sans le nombre des deux années, la page dit « niveaux non précisés »."),
    )  # fmt: skip
    reference = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("Qui le publie, quand, à quelle page.")
    )
    is_sample = forms.BooleanField(label=_("C’est un exemple"), required=False)
