"""Forms of editions and collections. They keep what was typed and show each refusal beside its field."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.errors import BadInput
from pacte.ground.indicators.enums import CountingUnit, Qualifier
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field, text_area
from pacte.pact.commitments.models import Node

from .enums import RequestState
from .models import Achievement, Edition, FigureRequest
from .rules.numbers import UnreadableError, plain, read
from .rules.spreadsheet import same_text
from .services.files import check_size


class NumberField(forms.CharField):
    """A number as a French keyboard writes it: 3600, 3 600, 3600,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return read(text or "")
        except UnreadableError:
            raise forms.ValidationError(
                _("« %(text)s » n’est pas un nombre, ou se lit de deux façons. Écrivez 3600, 3 600 ou 3600,5."),
                params={"text": str(text)[:20]},
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return plain(value).replace(".", ",") if isinstance(value, Decimal) else value


class FigureForm(Explained):
    """One figure, with what makes it readable by others: precision, period, base, method."""

    value = NumberField(
        label=_("Valeur"), error_messages={"required": _("La valeur manque. Donnez un nombre, 0 compris.")}
    )
    qualifier = forms.ChoiceField(
        label=_("Précision"),
        choices=Qualifier,
        help_text=_("« Plus de » et « près de » s’impriment devant le nombre."),
    )
    period_start = day_field(label=_("Période : premier jour"), required=False)
    period_end = day_field(label=_("Période : dernier jour"))
    numerator = NumberField(label=_("Numérateur"), required=False)
    denominator = NumberField(label=_("Dénominateur"), required=False)
    base = forms.CharField(
        label=_("Base"),
        max_length=200,
        required=False,
        help_text=_("De quoi c’est une part, quand les deux nombres ne sont pas connus."),
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    method = forms.CharField(label=_("Méthode"), widget=text_area(2), required=False)
    note = forms.CharField(
        label=_("Note"),
        widget=text_area(2),
        required=False,
        help_text=_("Publiée avec le chiffre. Ne nommez personne."),
    )

    def __init__(self, *args: Any, asked: FigureRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.standing(asked))
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _now("Valeur, en %(unit)s") % {"unit": CountingUnit(asked.unit).label}
        if asked.unit != CountingUnit.PERCENT:
            for name in ("numerator", "denominator", "base"):
                del self.fields[name]

    @staticmethod
    def standing(asked: FigureRequest) -> dict[str, Any]:
        """What is already given, or the period that is asked."""
        names = ("qualifier", "period_start", "period_end", "numerator", "denominator", "base", "source", "method")
        if asked.measurement is None:
            return {"period_start": asked.period_start, "period_end": asked.period_end, "qualifier": Qualifier.EXACT}
        return {name: getattr(asked.measurement, name) for name in (*names, "value", "note")}

    def given(self) -> dict[str, Any]:
        """The answer, as `services.save_draft` takes it."""
        texts = {"base", "source", "method", "note"}
        return {name: same_text(value) if name in texts else value for name, value in self.cleaned_data.items()}


class ReasonForm(Explained):
    """Why a figure goes back to whoever gave it."""

    reason = forms.CharField(label=_("Ce qu’il faut reprendre"), widget=text_area(2))


class EditionForm(Explained):
    """A new edition of the yearly meeting."""

    code = forms.SlugField(label=_("Code"), max_length=20, help_text=_("Il paraît dans l’adresse du bilan : 2020."))
    title_fr = forms.CharField(label=_("Titre"), max_length=160)
    title_en = forms.CharField(label=_("Titre anglais"), max_length=160, required=False)
    period_start = day_field(label=_("Premier jour de la période"))
    period_end = day_field(label=_("Dernier jour de la période"))
    meets_on = day_field(label=_("Jour de la rencontre"), required=False)


class CampaignForm(Explained):
    """A collection of figures for an edition."""

    title = forms.CharField(label=_("Titre"), max_length=160)
    period_start = day_field(label=_("Période des chiffres : premier jour"))
    period_end = day_field(label=_("Période des chiffres : dernier jour"))
    opens_on = day_field(label=_("Ouverture"))
    due_on = day_field(label=_("Échéance"))
    territories = forms.ModelMultipleChoiceField(
        Territory.objects.none(),
        label=_("Territoires"),
        required=False,
        help_text=_("Sans choix : la ville entière."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"period_start": edition.period_start, "period_end": edition.period_end})
        super().__init__(*args, **kwargs)
        choice = self.fields["territories"]
        assert isinstance(choice, forms.ModelMultipleChoiceField)
        choice.queryset = Territory.objects.order_by("kind", "order", "code")


class FreezeForm(Explained):
    """The one act that cannot be undone: it names what it does without."""

    force = forms.CharField(
        label=_("Pourquoi se passer des chiffres qui manquent"),
        widget=text_area(2),
        help_text=_("Gardé avec l’édition, non publié."),
        error_messages={
            "required": _("Validez les chiffres qui manquent, ou dites pourquoi l’édition se passe d’eux.")
        },
    )
    understood = forms.BooleanField(label=_("J’ai compris que ce gel ne se défait pas"))

    def __init__(self, *args: Any, missing: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["force"]


class AchievementForm(Explained):
    """A named achievement: what it is, where, since when, with whom. Its text holds no figure."""

    node = forms.ModelChoiceField(Node.objects.none(), label=_("Chapitre ou action"))
    title_fr = forms.CharField(label=_("Titre"), max_length=160)
    text_fr = forms.CharField(
        label=_("Récit"),
        widget=text_area(4),
        help_text=_("Deux ou trois phrases, sans chiffre : un chiffre est une mesure, avec sa source."),
    )
    title_en = forms.CharField(label=_("Titre anglais"), max_length=160, required=False)
    text_en = forms.CharField(label=_("Récit, en anglais"), widget=text_area(4), required=False)
    place = forms.CharField(label=_("Lieu"), max_length=120, required=False)
    partner = forms.CharField(label=_("Partenaire"), max_length=160, required=False)
    year = forms.IntegerField(label=_("Année"), min_value=1900, max_value=2100, required=False)
    order = forms.IntegerField(label=_("Ordre"), min_value=0, max_value=999, required=False)

    def __init__(self, *args: Any, edition: Edition, told: Achievement | None = None, **kwargs: Any) -> None:
        if told is not None:
            names = ("title_fr", "text_fr", "title_en", "text_en", "place", "partner", "year", "order", "node")
            kwargs.setdefault("initial", {name: getattr(told, name) for name in names})
        super().__init__(*args, **kwargs)
        choice = self.fields["node"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Node.objects.filter(level__pact=edition.pact).select_related("level")

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "order": self.cleaned_data["order"] or 0}


class FilterForm(forms.Form):
    """The part of a campaign that is shown."""

    state = forms.ChoiceField(label=_("État"), required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"), required=False)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state, organisation = self.fields["state"], self.fields["organisation"]
        assert isinstance(state, forms.ChoiceField)
        assert isinstance(organisation, forms.ModelChoiceField)
        state.choices = [("", _now("Tous les états")), *RequestState.choices]
        organisation.queryset = Organisation.objects.filter(pk__in=[found.pk for found in organisations])
        organisation.empty_label = _now("Toutes les organisations")


class ImportForm(Explained):
    """The spreadsheet to take in."""

    file = forms.FileField(
        label=_("Tableur rempli"),
        help_text=_("Le fichier exporté d’ici, en .xlsx ou en .csv, cinq mégaoctets au plus."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse by its size a file that nobody has read yet."""
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
        except BadInput as bad:
            raise forms.ValidationError(f"{bad.faults[0].what} {bad.faults[0].remedy}") from None
        return upload
