"""What the pact's team types of a desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained

from ..enums import SignalKind
from ..models import TriageDesk
from .signals import area_of, areas


class DeskForm(Explained):
    """A service, what it answers, where, within how many days."""

    organisation = forms.ModelChoiceField(
        label=_("Service"), queryset=Organisation.objects.filter(is_active=True), to_field_name="slug"
    )
    area = forms.ChoiceField(label=_("Territoire"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Signaux traités"), choices=SignalKind.choices, widget=forms.CheckboxSelectMultiple
    )
    answer_within = forms.IntegerField(
        label=_("Réponse sous (jours)"), min_value=1, max_value=90, initial=10,
        help_text=_("Aucun texte ne le fixe : la Ville en décide."),
    )  # fmt: skip
    is_sample = forms.BooleanField(label=_("Ce délai est un exemple, à confirmer"), required=False)

    def __init__(self, *args: Any, desk: TriageDesk | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = areas(_("Toute la ville"))  # type: ignore[attr-defined]
        if desk is not None:
            del self.fields["organisation"], self.fields["area"]
            self.initial.update(kinds=desk.kinds, answer_within=desk.answer_within, is_sample=desk.is_sample)

    @property
    def territory(self) -> Territory | None:
        """Where it answers; None for the whole city."""
        return area_of(self.cleaned_data["area"])
