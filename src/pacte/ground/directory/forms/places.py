"""What is typed of an entry: what it is, where, when, for whom, how to reach it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, text_area

from ..enums import Category, PlaceKind, PlaceStatus
from ..rules.hidden import NOWHERE
from ..services.common import Meanwhile
from .conditions import HOW, WELCOME, WHOM, ConditionsForm

HOURS_HELP = _(
    "Par exemple : Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-13:00; PH off. "
    "Mo lundi, Tu mardi, We mercredi, Th jeudi, Fr vendredi, Sa samedi, Su dimanche, PH jour férié, off fermé."
)
WHAT = ("name", "kind", "organisation", "operator", "description", "description_en", "description_ar")
WHERE = ("address", "postal_code", "municipality", "territory", "directions", "latitude", "longitude")
REACH = ("telephone", "email", "website")


@dataclass(frozen=True)
class Part:
    """A section of a form: its title, one sentence, its fields; folded when it can wait."""

    title: Any
    lead: Any
    fields: list[Any]
    is_folded: bool = False


class Degrees(forms.FloatField):
    """Degrees with a point or a comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class Named(forms.ModelChoiceField):
    """A row by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "name", "") or getattr(obj, "name_fr", "") or obj)


class Versioned(Explained):
    """A form that knows which state of the entry it was filled from."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def take(self, bad: BadInput) -> None:
        """Show the faults; after somebody else's change, the form is based on the entry as it is now."""
        super().take(bad)
        if isinstance(bad, Meanwhile) and isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["version"] = bad.version
            for name, value in bad.taken.items():
                data.setlist(name, _as_typed(self.fields[name], value))
            self.data = data

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the verbs take it; an absent text is empty."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _as_typed(field: forms.Field, value: Any) -> list[str]:
    shown = field.prepare_value(value)
    if shown is None:
        return []
    return [str(each) for each in shown] if isinstance(shown, list | tuple) else [str(shown)]


class PlaceForm(ConditionsForm, Versioned):
    """An entry. `hidden`: it is confidential, and has no field that would say where it is."""

    name = forms.CharField(label=_("Nom du lieu"), max_length=160)
    kind = forms.ChoiceField(label=_("Nature"), choices=PlaceKind.choices, initial=PlaceKind.FIXED)
    organisation = Named(Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("Aucune"))
    operator = forms.CharField(
        label=_("Porté par"), required=False, max_length=160, help_text=_("Si l’organisation n’est pas partenaire.")
    )
    description = forms.CharField(
        label=_("Présentation"), required=False, widget=text_area(4), max_length=4000,
        help_text=_("En phrases courtes : ce que l’on trouve ici, comment cela se passe."),
    )  # fmt: skip
    description_en = forms.CharField(
        label=_("Présentation en anglais"), required=False, widget=text_area(3), max_length=4000
    )
    description_ar = forms.CharField(
        label=_("Présentation en arabe"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    address = forms.CharField(label=_("Adresse"), required=False, max_length=200, help_text=_("Le numéro et la rue."))
    postal_code = forms.CharField(label=_("Code postal"), required=False, max_length=10)
    municipality = forms.CharField(label=_("Commune"), required=False, max_length=80)
    territory = Named(Territory.objects.none(), label=_("Arrondissement"), required=False, empty_label=_("Non précisé"))
    directions = forms.CharField(
        label=_("Accès"), required=False, max_length=200, help_text=_("Métro, bus, porte, étage.")
    )
    latitude = Degrees(label=_("Latitude"), required=False, help_text=_("Par exemple : 48,8566."))
    longitude = Degrees(label=_("Longitude"), required=False, help_text=_("Par exemple : 2,3522."))
    telephone = forms.CharField(label=_("Téléphone"), required=False, max_length=30)
    email = forms.EmailField(label=_("Courriel"), required=False)
    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")
    hours = forms.CharField(
        label=_("Horaires habituels"), required=False, max_length=500, widget=text_area(2), help_text=HOURS_HELP
    )

    def __init__(
        self, *args: Any, organisations: Any, territories: Any, hidden: bool = False, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, rows in (("organisation", organisations), ("territory", territories)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        if hidden:
            for name in NOWHERE:
                self.fields.pop(name, None)

    def sections(self) -> Iterator[Part]:
        """The form as it is read: what, where, when, for whom, how, how to reach it."""
        yield self._part(_("Ce que c’est"), "", WHAT[:5])
        yield self._part(_("Où"), _("Sans point sur la carte, le lieu n’apparaît pas « près d’ici »."), WHERE)
        yield self._part(_("Quand"), _("Les fermetures datées se disent à part, sur la fiche."), ("hours",))
        yield self._part(_("Pour qui"), "", WHOM)
        yield self._part(_("Conditions"), _("Ce qui n’est pas dit s’affiche « non précisé »."), HOW)
        yield self._part(_("Accueil"), "", WELCOME)
        yield self._part(_("Joindre le lieu"), _("Un numéro et un courriel que tout le monde peut lire."), REACH)
        yield self._part(_("Autres langues"), "", WHAT[5:], folded=True)

    def _part(self, title: Any, lead: Any, names: tuple[str, ...], *, folded: bool = False) -> Part:
        fields = [self[name] for name in names if name in self.fields]
        return Part(title, lead, fields, folded and not any(field.errors for field in fields))


class NewPlaceForm(PlaceForm):
    """A further entry. Where it is confidential, the address typed here is sealed at once."""

    is_confidential = forms.BooleanField(
        label=_("L’adresse est confidentielle (un refuge)"), required=False,
        help_text=_("Elle est chiffrée aussitôt : seules les personnes qui tiennent vos lieux la lisent."),
    )  # fmt: skip

    def sections(self) -> Iterator[Part]:
        for number, part in enumerate(super().sections()):
            yield Part(part.title, part.lead, [self["is_confidential"], *part.fields]) if number == 1 else part


class ServiceForm(ConditionsForm, Versioned):
    """What the place does."""

    category = forms.ChoiceField(label=_("Service"), choices=[("", _("Choisissez un service")), *Category.choices])
    name = forms.CharField(
        label=_("Nom"),
        required=False,
        max_length=160,
        help_text=_("S’il en a un : « Petit-déjeuner du dimanche »."),
    )
    description = forms.CharField(label=_("Précisions"), required=False, widget=text_area(3), max_length=4000)
    hours = forms.CharField(
        label=_("Horaires de ce service"), required=False, max_length=500, widget=text_area(2),
        help_text=format_lazy("{} {}", _("Laissez vide si ce sont ceux du lieu."), HOURS_HELP),
    )  # fmt: skip
    capacity = forms.IntegerField(label=_("Nombre de places"), required=False, min_value=0, max_value=100_000)
    has_own_conditions = forms.BooleanField(
        label=_("Ce service a ses propres conditions"), required=False,
        help_text=_("Sans cette coche, les conditions du lieu valent, et celles d’ici ne sont pas lues."),
    )  # fmt: skip

    def sections(self) -> Iterator[Part]:
        """What, when, then its own conditions, folded unless it has some."""
        yield Part(_("Ce que c’est"), "", [self[name] for name in ("category", "name", "description", "capacity")])
        yield Part(_("Quand"), "", [self["hours"]])
        names = ("has_own_conditions", *WHOM, *HOW, *WELCOME)
        fields = [self[name] for name in names]
        is_folded = not (self["has_own_conditions"].value() or any(field.errors for field in fields))
        yield Part(_("Conditions propres à ce service"), "", fields, is_folded)


class StopForm(Versioned):
    """Where and when a service that moves stands."""

    name = forms.CharField(label=_("Nom de l’arrêt"), max_length=160)
    order = forms.IntegerField(label=_("Ordre dans la tournée"), min_value=1, max_value=500)
    address = forms.CharField(label=_("Adresse ou repère"), required=False, max_length=200)
    territory = Named(Territory.objects.none(), label=_("Arrondissement"), required=False, empty_label=_("Non précisé"))
    latitude = Degrees(label=_("Latitude"), help_text=_("Par exemple : 48,8566."))
    longitude = Degrees(label=_("Longitude"), help_text=_("Par exemple : 2,3522."))
    hours = forms.CharField(label=_("Horaires à cet arrêt"), max_length=500, widget=text_area(2), help_text=HOURS_HELP)

    def __init__(self, *args: Any, territories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["territory"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = territories


class KeptFilter(forms.Form):
    """Narrows the list of entries that one keeps."""

    name = forms.CharField(label=_("Nom"), required=False, max_length=80)
    status = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Publiées et brouillons")), *PlaceStatus.choices]
    )
    to_do = forms.ChoiceField(
        label=_("À faire"), required=False,
        choices=[("", _("Toutes")), ("review", _("À vérifier")), ("hours", _("Sans horaires"))],
    )  # fmt: skip


def initial_of(row: models.Model, names: list[str]) -> dict[str, Any]:
    """The row's values as a form begins with them."""
    return {name: getattr(row, name) for name in names}
