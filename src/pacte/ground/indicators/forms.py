"""Forms for correcting a figure and for writing an indicator's sheet. Typed text is kept; faults go to their field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained

from .enums import CountingUnit, Deduplication, Direction, FigureKind, Qualifier
from .models import Definition, Measurement
from .services import computations

SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\t"), None)
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NumberField(forms.DecimalField):
    """A number as people write it: "3 600" and "46,9" as well as "46.9"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.translate(SPACES).replace(",", ".").replace("\u2212", "-")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value


class ValueForm(Explained):
    """The fields of a figure that may change; the rest of it says which fact it is."""

    value = NumberField(label=_("Valeur"), max_digits=20, decimal_places=4)
    qualifier = forms.ChoiceField(label=_("Précision"), choices=Qualifier)
    numerator = NumberField(label=_("Numérateur"), required=False, max_digits=20, decimal_places=4)
    denominator = NumberField(label=_("Dénominateur"), required=False, max_digits=20, decimal_places=4)
    base = forms.CharField(label=_("Base, en mots"), required=False, max_length=200)
    source = forms.CharField(label=_("Source"), required=False, max_length=200)
    method = forms.CharField(label=_("Méthode"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(
        label=_("Note publiée avec le chiffre"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("N’y écrivez rien qui désigne une personne."),
    )

    @classmethod
    def of(cls, measurement: Measurement, data: Any = None) -> ValueForm:
        """The form filled with the measurement's own values, or with what was typed."""
        form = cls(data, initial={name: getattr(measurement, name) for name in ValueForm.base_fields})
        if measurement.unit != CountingUnit.PERCENT and measurement.kind != FigureKind.RATIO:
            for name in ("numerator", "denominator", "base"):
                del form.fields[name]
        return form

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "reason"}


class CorrectionForm(ValueForm):
    reason = forms.CharField(
        label=_("Motif de la correction"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Il est publié avec la révision. N’y nommez personne."),
    )


class DecisionForm(Explained):
    """Approve a submitted figure, or send it back with a reason."""

    decision = forms.ChoiceField(choices=[("approve", _("Valider")), ("return", _("Renvoyer"))])
    reason = forms.CharField(
        label=_("Ce qu’il faut reprendre"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DefinitionForm(Explained):
    """An indicator's sheet."""

    label_fr = forms.CharField(label=_("Libellé"), max_length=200)
    label_en = forms.CharField(label=_("Libellé anglais"), max_length=200, required=False)
    counted_fr = forms.CharField(label=_("Ce qui est compté"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    counted_en = forms.CharField(
        label=_("Ce qui est compté, en anglais"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    unit = forms.ChoiceField(label=_("Unité de compte"), choices=CountingUnit)
    kind = forms.ChoiceField(label=_("Nature du chiffre"), choices=FigureKind)
    population = forms.CharField(label=_("Population"), max_length=200, required=False)
    deduplication = forms.ChoiceField(
        label=_("Double compte"),
        choices=Deduplication,
        initial=Deduplication.NOT_APPLICABLE,
        help_text=_("Si l’on compte des personnes, dites si une même personne peut compter deux fois."),
    )
    direction = forms.ChoiceField(label=_("Sens d’une amélioration"), choices=Direction, initial=Direction.NONE)
    method = forms.CharField(label=_("Méthode"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    computed_by = forms.ChoiceField(label=_("Calculé par"), required=False)
    valid_from = forms.DateField(label=_("En vigueur depuis le"), required=False, widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        computed: Any = self.fields["computed_by"]
        computed.choices = [
            ("", _("personne : le chiffre est saisi")),
            *(
                (code, f"{each.label} ({code})" if each.label else code)
                for code, each in sorted(computations().items())
            ),
        ]

    @classmethod
    def of(cls, definition: Definition | None, data: Any = None) -> DefinitionForm:
        """The form filled with the last version; its date of effect is asked anew."""
        written = [name for name in cls.base_fields if name != "valid_from"]
        return cls(data, initial={name: getattr(definition, name) for name in written} if definition else None)


class NewIndicatorForm(DefinitionForm):
    """An indicator's code and owner, with the first version of its sheet."""

    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("Il ne changera jamais : « repas_servis »."))
    owner = forms.ModelChoiceField(Organisation.objects.all(), label=_("Organisation qui en répond"), required=False)
    scheme = forms.SlugField(label=_("Dispositif"), required=False, max_length=60)
    field_order = ("code", "owner", "scheme")


class ThresholdForm(Explained):
    """The smallest count of people that may be published."""

    threshold = forms.IntegerField(label=_("Plus petit nombre publié"), min_value=0, max_value=1000)
    valid_from = forms.DateField(label=_("À partir du"), widget=DATE)


class FilterForm(forms.Form):
    """What the list of indicators is narrowed to."""

    q = forms.CharField(label=_("Mot du libellé ou du code"), required=False, max_length=80)
    unit = forms.ChoiceField(label=_("Unité de compte"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.choices = [("", _("toutes")), *CountingUnit.choices]
