"""What is typed around an entry: a closure, a reason, an answer, a label, a regrouping, the city's choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import MergerState, PeriodKind, PeriodReason, RevealReason
from ..models import NetworkLabel, Place
from .places import HOURS_HELP, Named


class PeriodForm(Explained):
    """Days that are not as usual."""

    kind = forms.ChoiceField(label=_("Qu’est-ce qui change ?"), choices=PeriodKind.choices, widget=forms.RadioSelect)
    service = forms.ChoiceField(label=_("Pour quoi ?"), required=False)
    first_day = day_field(label=_("Premier jour"))
    last_day = day_field(label=_("Dernier jour (compris)"))
    reason = forms.ChoiceField(label=_("Raison"), choices=PeriodReason.choices, initial=PeriodReason.HOLIDAYS)
    hours = forms.CharField(
        label=_("Horaires de ces jours"), required=False, max_length=500, widget=text_area(2),
        help_text=format_lazy("{} {}", _("Seulement pour « Autres horaires »."), HOURS_HELP),
    )  # fmt: skip
    message = forms.CharField(
        label=_("Message au public"), required=False, max_length=300,
        help_text=_("Par exemple : « L’équipe d’en face accueille pendant les travaux. »"),
    )  # fmt: skip

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Tout le lieu")), *services]


class ProtectedForm(Explained):
    """Where a refuge is."""

    address = forms.CharField(
        label=_("Adresse"), required=False, max_length=500, widget=text_area(3),
        help_text=_("La rue, puis le code postal et la commune, puis l’accès, une ligne chacun."),
    )  # fmt: skip
    telephone = forms.CharField(label=_("Téléphone"), required=False, max_length=60)


class PhotoForm(Explained):
    """The door, as one finds it."""

    file = forms.FileField(
        label=_("Photo"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("La porte ou la façade, sans personne. Dix mégaoctets au plus."),
    )  # fmt: skip


class HideForm(Explained):
    """Hiding is not done by a slip."""

    is_sure = forms.BooleanField(
        label=_("Je comprends : l’adresse, le point, le téléphone et la photo quittent la fiche et son historique.")
    )


class RevealForm(Explained):
    """Why the address may be known again."""

    reason = forms.ChoiceField(label=_("Pourquoi ?"), choices=RevealReason.choices, widget=forms.RadioSelect)


class SendBackForm(Explained):
    """What its author should know."""

    words = forms.CharField(label=_("Ce qui manque"), max_length=300, widget=text_area(2))


class PolicyForm(Explained):
    """The city's choices."""

    is_moderated = forms.BooleanField(
        label=_("Relire chaque changement avant de le publier"), required=False,
        help_text=_("Les fermetures et l’affluence paraissent toujours aussitôt."),
    )  # fmt: skip
    review_months = forms.IntegerField(label=_("Mois entre deux vérifications d’une fiche"), min_value=1, max_value=36)
    saturation_hours = forms.IntegerField(
        label=_("Heures pendant lesquelles une affluence déclarée vaut"), min_value=1, max_value=72
    )


class LabelForm(Explained):
    """A network, known by its label."""

    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("Lettres sans accent, chiffres et tirets."))
    name_fr = forms.CharField(label=_("Nom"), max_length=120)
    name_en = forms.CharField(label=_("Nom anglais"), required=False, max_length=120)
    name_ar = forms.CharField(label=_("Nom arabe"), required=False, max_length=120)
    scheme = forms.SlugField(
        label=_("Dispositif du Pacte"), required=False, max_length=60, help_text=_("Son code, s’il en est un.")
    )


class GrantForm(Explained):
    """Which label, since when."""

    label = forms.ModelChoiceField(
        NetworkLabel.objects.all(), label=_("Label"), to_field_name="code", empty_label=_("Choisissez un label")
    )
    held_from = day_field(label=_("Depuis le"), initial=timezone.localdate)


class WithdrawForm(Explained):
    """The last day."""

    held_until = day_field(label=_("Dernier jour"), initial=timezone.localdate)


class MergerForm(Explained):
    """A regrouping of premises, in one arrondissement."""

    territory = Named(Territory.objects.none(), label=_("Arrondissement"), empty_label=_("Choisissez"))
    title = forms.CharField(label=_("Objet"), max_length=160)
    planned_on = day_field(label=_("Prévu le"), required=False)
    note = forms.CharField(label=_("Précision"), required=False, max_length=300)

    def __init__(self, *args: Any, territories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["territory"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = territories


class MergerStateForm(MergerForm):
    """Where it stands, and the places it joins: those of its arrondissement."""

    state = forms.ChoiceField(label=_("État"), choices=MergerState.choices)
    done_on = day_field(label=_("Réalisé le"), required=False)
    into = Named(Place.objects.none(), label=_("Lieu qui les réunit"), required=False, empty_label=_("Pas encore"))
    merging = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=_("Lieux regroupés"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("into", "merging"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = places
