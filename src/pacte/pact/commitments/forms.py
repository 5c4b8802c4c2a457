"""Forms of the pact's pages. They keep what was typed and show each refusal beside its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.indicators.models import Indicator, Measurement
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field, text_area

from .enums import ChapterKey, CommitmentState, PartRole
from .models import Level, Node, Pact
from .services import NodeChange


def _several() -> forms.SelectMultiple:
    return forms.SelectMultiple(attrs={"size": 8})


class StateForm(Explained):
    """Where a node stands."""

    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Territoire"))
    state = forms.ChoiceField(label=_("État"), choices=CommitmentState, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Commentaire"), widget=text_area(), help_text=_("Publié. Une ou deux phrases, sans chiffre.")
    )
    not_done = forms.CharField(
        label=_("Ce qui n’est pas fait"),
        widget=text_area(2),
        required=False,
        help_text=_("Publié aussi : ce que le Pacte avait promis et qui reste à faire."),
    )
    reported_on = day_field(label=_("En date du"), initial=timezone.localdate)

    def __init__(self, *args: Any, places: QuerySet[Territory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["territory"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = places


class EvidenceForm(Explained):
    """A file and what it shows."""

    title = forms.CharField(label=_("Ce que ce document montre"), max_length=200)
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("PDF, photo, texte ou tableur sans macro, dix mégaoctets au plus. Les photos perdent leur lieu."),
    )
    is_public = forms.BooleanField(
        label=_("Publier ce document"), required=False, help_text=_("Sinon, seuls les participants l’ouvrent.")
    )


class LevelForm(Explained):
    """A level's name and place."""

    label_fr = forms.CharField(label=_("Nom du niveau"), max_length=80)
    label_en = forms.CharField(label=_("Nom anglais"), max_length=80, required=False)
    position = forms.IntegerField(label=_("Rang"), min_value=1, max_value=99)


class NodeForm(Explained):
    """A node of the tree: its words, its place, those who answer for it."""

    name_fr = forms.CharField(label=_("Nom"), max_length=200)
    name_en = forms.CharField(label=_("Nom anglais"), max_length=200, required=False)
    promise_fr = forms.CharField(label=_("Promesse"), widget=text_area(2), required=False)
    promise_en = forms.CharField(label=_("Promesse, en anglais"), widget=text_area(2), required=False)
    description_fr = forms.CharField(label=_("Description"), widget=text_area(), required=False)
    description_en = forms.CharField(label=_("Description, en anglais"), widget=text_area(), required=False)
    level = forms.ModelChoiceField(Level.objects.none(), label=_("Niveau"))
    parent = forms.ModelChoiceField(
        Node.objects.none(), label=_("Sous"), required=False, empty_label=_("Le Pacte lui-même")
    )
    position = forms.IntegerField(label=_("Rang parmi ses voisins"), min_value=1, max_value=999, initial=1)
    key = forms.ChoiceField(
        label=_("Couleur"),
        choices=[("", _("Celle de son parent")), *ChapterKey.choices],
        required=False,
    )
    starts_on = day_field(label=_("Du"), required=False)
    ends_on = day_field(label=_("Au"), required=False)
    leaders = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Pilotes"), required=False, widget=_several()
    )
    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Partenaires"), required=False, widget=_several()
    )

    def __init__(self, *args: Any, pact: Pact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.filter(is_active=True)
        choices: dict[str, QuerySet[Any]] = {
            "level": pact.levels.all(),
            "parent": Node.objects.filter(level__pact=pact),
            "leaders": organisations,
            "partners": organisations,
        }
        for name, rows in choices.items():
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = rows

    @staticmethod
    def of(node: Node) -> dict[str, Any]:
        """What the form shows of a node that exists."""
        parts = list(node.parts.all())
        siblings = Node.objects.filter(level__pact=node.level.pact, parent=node.parent)
        before = siblings.filter(order__lt=node.order).count()
        shown = {name: getattr(node, name) for name in NodeForm.base_fields if hasattr(node, name)}
        return {
            **shown,
            "position": before + 1,
            "key": "" if node.parent and node.parent.key == node.key else node.key,
            "leaders": [part.organisation_id for part in parts if part.role == PartRole.LEADER],
            "partners": [part.organisation_id for part in parts if part.role == PartRole.PARTNER],
        }

    def change(self) -> NodeChange:
        """What was asked, once the form is valid."""
        return NodeChange(**self.cleaned_data)


class IndicatorChoice(forms.ModelChoiceField):
    """Indicators by the label of their last sheet."""

    def label_from_instance(self, obj: Any) -> str:
        sheets = sorted(obj.definitions.all(), key=lambda sheet: sheet.version)
        return f"{sheets[-1].label_fr} ({obj.code})" if sheets else str(obj.code)


class IndicatorForm(Explained):
    """An indicator to attach to a node."""

    indicator = IndicatorChoice(Indicator.objects.none(), label=_("Indicateur"))
    is_headline = forms.BooleanField(label=_("Grand chiffre du chapitre"), required=False)

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["indicator"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = indicators


class TargetForm(Explained):
    """What an indicator should reach."""

    territory = forms.ModelChoiceField(Territory.objects.all(), label=_("Territoire"))
    value = forms.DecimalField(label=_("Valeur à atteindre"), max_digits=16, decimal_places=4)
    at_most = forms.BooleanField(label=_("Ne pas dépasser cette valeur"), required=False)
    due_on = day_field(label=_("Échéance"), required=False)
    source = forms.CharField(label=_("Source"), max_length=200, required=False)


class BaselineForm(Explained):
    """The figure from which change is told."""

    measurement = forms.ModelChoiceField(
        Measurement.objects.none(), label=_("Point de départ"), required=False, empty_label=_("Aucun")
    )

    def __init__(self, *args: Any, measurements: QuerySet[Measurement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["measurement"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = measurements
