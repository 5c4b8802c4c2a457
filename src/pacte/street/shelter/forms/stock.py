"""What is typed of a site, its lots, their units, what is closed; and how the list of sites is narrowed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field

from ..enums.stock import ClosureReason, LotAudience, LotKind, Scheme, SiteKind
from ..models.stock import MOST_UNITS
from ..services.stock import WHERE


class Named(forms.ModelChoiceField):
    """A row by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "name", "") or getattr(obj, "name_fr", "") or obj)


def _hour(**options: Any) -> forms.TimeField:
    return forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)


class SiteForm(Explained):
    """A site. `hidden`: it is confidential, and has no field that would say where it is."""

    organisation = Named(Organisation.objects.none(), label=_("Organisation"), empty_label=None)
    name = forms.CharField(label=_("Nom du site"), max_length=160)
    kind = forms.ChoiceField(label=_("Nature"), choices=SiteKind.choices)
    scheme = forms.ChoiceField(
        label=_("Dispositif"), required=False, choices=[("", _("Celui de sa nature")), *Scheme.choices]
    )
    is_confidential = forms.BooleanField(
        label=_("L’adresse est confidentielle"), required=False,
        help_text=_("Elle est chiffrée aussitôt, lue de votre seule équipe, et le reste : un site confidentiel ne redevient pas public."),  # noqa: E501
    )  # fmt: skip
    place = Named(
        Place.objects.none(), label=_("Lieu de l’annuaire"), required=False, empty_label=_("Aucun"),
        help_text=_("Son adresse est reprise si vous laissez la suivante vide."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Adresse"), required=False, max_length=200,
        help_text=_("Le numéro, la rue, le code postal : le point et l’arrondissement sont trouvés s’ils sont connus."),
    )  # fmt: skip
    directions = forms.CharField(
        label=_("Accès"), required=False, max_length=200, help_text=_("Métro, bus, porte, étage.")
    )
    territory = Named(Territory.objects.none(), label=_("Arrondissement"), required=False, empty_label=_("Non précisé"))
    telephone = forms.CharField(label=_("Téléphone"), required=False, max_length=30)
    arrival_from = _hour(label=_("Arrivées à partir de"))
    arrival_until = _hour(label=_("Arrivées jusqu’à"))
    evening_email = forms.EmailField(
        label=_("Courriel du soir"), required=False,
        help_text=_("Le lien pour déclarer les places y est envoyé chaque soir."),
    )  # fmt: skip
    opens_on = day_field(label=_("Première nuit"), required=False, help_text=_("Vide : ouvert depuis toujours."))
    closes_on = day_field(label=_("Dernière nuit"), required=False, help_text=_("Vide : sans date de fin."))
    cold_plan_level = forms.IntegerField(
        label=_("Niveau du plan grand froid"), required=False, min_value=1, max_value=9,
        help_text=_("Le site n’ouvre qu’à partir de ce niveau. Vide : il ouvre toujours."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, homes: Any, places: Any, territories: Any, hidden: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("organisation", homes), ("place", places), ("territory", territories)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if homes is None or len(homes) == 1:
            self.fields.pop("organisation")
        if hidden:
            for name in (*WHERE, "is_confidential"):
                self.fields.pop(name, None)


class AddressForm(Explained):
    """Where a confidential site is: sealed when it is saved."""

    address = forms.CharField(
        label=_("Adresse"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    telephone = forms.CharField(label=_("Téléphone"), required=False, max_length=30)


class LotForm(Explained):
    """What a lot is."""

    name = forms.CharField(label=_("Nom du lot"), max_length=80, help_text=_("Par exemple : Chambres familles."))
    kind = forms.ChoiceField(label=_("Unités"), choices=LotKind.choices)
    unit_places = forms.IntegerField(
        label=_("Places par chambre"), min_value=1, max_value=30, initial=1, required=False,
        help_text=_("Un lit ou un fauteuil compte pour une place."),
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("Public"), choices=LotAudience.choices)
    min_age = forms.IntegerField(label=_("Âge minimal"), required=False, min_value=0, max_value=120)
    max_age = forms.IntegerField(label=_("Âge maximal"), required=False, min_value=0, max_value=120)
    step_free = forms.BooleanField(label=_("De plain-pied, ou avec ascenseur"), required=False)
    accepts_animals = forms.BooleanField(label=_("Animaux acceptés"), required=False)
    lasts = forms.BooleanField(
        label=_("Les places se gardent de nuit en nuit"), required=False, initial=True,
        help_text=_("Sans la coche, la place est donnée pour une nuit."),
    )  # fmt: skip
    in_rounds = forms.BooleanField(
        label=_("Attribué par le 115"), required=False, initial=True,
        help_text=_("Sans la coche, le lot est compté, mais la régulation n’y place personne."),
    )  # fmt: skip
    nightly_cost = forms.DecimalField(
        label=_("Coût d’une nuit (€)"), required=False, min_value=0, max_digits=7, decimal_places=2, localize=False,
        help_text=_("Pour une unité : une chambre d’hôtel, par exemple."),
    )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the verb takes it."""
        return {**self.cleaned_data, "unit_places": self.cleaned_data["unit_places"] or 1}


class NewLotForm(LotForm):
    """A further lot, with its units from a night on."""

    units = forms.IntegerField(label=_("Nombre d’unités"), min_value=1, max_value=MOST_UNITS)
    from_night = day_field(label=_("À partir de la nuit du"))
    field_order = ("name", "kind", "units", "unit_places", "from_night")

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        return {name: value for name, value in said.items() if name not in {"units", "from_night"}}


class CapacityForm(Explained):
    """A new number of units from a night on."""

    units = forms.IntegerField(
        label=_("Nombre d’unités"), min_value=0, max_value=MOST_UNITS, help_text=_("0 met fin au lot.")
    )
    from_night = day_field(label=_("À partir de la nuit du"))


class ClosureForm(Explained):
    """What closes, why, from when to when."""

    units = forms.IntegerField(
        label=_("Unités fermées"), required=False, min_value=1, max_value=MOST_UNITS,
        help_text=_("Laissez vide pour fermer tout le lot."),
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Raison"), choices=ClosureReason.choices)
    from_night = day_field(label=_("À partir de la nuit du"))
    until_night = day_field(
        label=_("Jusqu’à la nuit du"), required=False, help_text=_("Comprise. Vide : jusqu’à nouvel ordre.")
    )
    words = forms.CharField(
        label=_("Précisions"), required=False, max_length=200,
        help_text=_("Lues par votre équipe et la régulation. Aucun nom de personne hébergée."),
    )  # fmt: skip

    def __init__(self, *args: Any, whole_site: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if whole_site:
            self.fields.pop("units")


class EndClosureForm(Explained):
    """Until when a closure lasts."""

    until_night = day_field(
        label=_("Dernière nuit fermée"), required=False,
        help_text=_("Pour rouvrir ce soir, mettez la date d’hier. Vide : jusqu’à nouvel ordre."),
    )  # fmt: skip


class EveningForm(Explained):
    """The city's evening hours."""

    ask_at = forms.TimeField(
        label=_("Le lien part à partir de"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    late_at = forms.TimeField(
        label=_("La déclaration est attendue avant"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    notice_nights = forms.IntegerField(
        label=_("Préavis d’une fermeture habitée, en nuits"), min_value=1, max_value=365,
        help_text=_("Plus près, une fermeture est refusée tant que des ménages y séjournent sans date de fin."),
    )  # fmt: skip


class SitesFilter(forms.Form):
    """Narrows the list of sites."""

    nom = forms.CharField(label=_("Nom"), required=False, max_length=80)
    territoire = Named(Territory.objects.none(), label=_("Territoire"), required=False, empty_label=_("Toute la ville"))
    public = forms.ChoiceField(
        label=_("Public"), required=False, choices=[("", _("Tous les lots")), *LotAudience.choices]
    )
    dit = forms.ChoiceField(
        label=_("Ce soir"), required=False,
        choices=[
            ("", _("Tous les sites")), ("free", _("Avec des places libres")), ("no", _("N’ont rien déclaré")),
            ("yes", _("Ont déclaré")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, territories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territoire"].queryset = territories  # type: ignore[attr-defined]
