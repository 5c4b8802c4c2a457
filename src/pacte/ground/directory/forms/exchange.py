"""Forms of exchanges: a file of places, the decision about two entries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained

from ..enums import ExchangeFormat
from ..models import PlacePair
from ..services.imports.opening import check_size


class ImportForm(Explained):
    """A file of places: what it is, who gives it."""

    format = forms.ChoiceField(label=_("Format"), choices=ExchangeFormat)
    source = forms.SlugField(
        label=_("Source"), max_length=60,
        help_text=_("Un nom court, toujours le même pour la même source : « soliguide ». Il reconnaît ses fiches."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Fichier"), widget=forms.FileInput(attrs={"accept": ".json,.csv,.xlsx,.zip"}),
        help_text=_("Un .json, un .csv, un .xlsx, ou l’archive .zip d’un échange. Cinquante mégaoctets au plus."),
    )  # fmt: skip
    keep_valid = forms.BooleanField(
        label=_("Garder les lignes justes"), required=False,
        help_text=_("Sans cela, une seule erreur refuse tout le fichier."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """The file, refused by its size before it is read."""
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
        except ValueError as bad:
            raise forms.ValidationError(str(bad)) from bad
        return upload


class JoinForm(Explained):
    """Which entry stays, and which services of the other it takes."""

    keep = forms.TypedChoiceField(label=_("La fiche qui reste"), coerce=int, widget=forms.RadioSelect)
    services = forms.MultipleChoiceField(
        label=_("Services de l’autre fiche à reprendre"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Ceux que la fiche gardée n’a pas déjà. Les autres quittent l’annuaire avec leur fiche."),
    )  # fmt: skip

    def __init__(self, *args: Any, pair: PlacePair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = (pair.first, pair.second)
        keep, services = self.fields["keep"], self.fields["services"]
        assert isinstance(keep, forms.TypedChoiceField)
        assert isinstance(services, forms.MultipleChoiceField)
        keep.choices = [(side.pk, side.name) for side in sides]
        services.choices = [
            (str(each.key), f"{side.name} : {each}") for side in sides for each in side.services.all() if each.is_active
        ]
