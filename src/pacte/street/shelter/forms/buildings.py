"""What is typed about a building of the city, its steps and its sites."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Agreement, Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums.stock import ConversionKind
from ..models import ShelterSite


class Named(forms.ModelChoiceField):
    """Something known by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class SiteChoice(forms.ModelChoiceField):
    """A site with who runs it, known by its key."""

    def label_from_instance(self, obj: ShelterSite) -> str:
        return f"{obj.name} ({obj.organisation.name})"


class BuildingForm(Explained):
    """The sheet of a building."""

    name = forms.CharField(label=_("Nom"), max_length=160)
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    territory = Named(label=_("Arrondissement"), queryset=Territory.objects.none(), required=False)
    owner = forms.CharField(label=_("Propriétaire"), max_length=160, required=False)
    former_use = forms.CharField(label=_("Ancien usage"), max_length=160, required=False)
    next_use = forms.CharField(label=_("Usage à venir"), max_length=160, required=False)
    floor_area = forms.IntegerField(label=_("Surface (m²)"), min_value=1, max_value=200_000, required=False)
    places_planned = forms.IntegerField(label=_("Places prévues"), min_value=0, max_value=5000, required=False)
    free_from = day_field(label=_("Libre à partir du"), required=False)
    free_until = day_field(
        label=_("À rendre après le"), required=False, help_text=_("Le dernier jour avant les travaux du nouvel usage.")
    )
    operator = Named(label=_("Gestionnaire"), queryset=Organisation.objects.none(), required=False)
    agreement = Named(label=_("Convention"), queryset=Agreement.objects.none(), required=False)
    words = forms.CharField(label=_("Notes"), required=False, widget=text_area(), max_length=2000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, Any] = {
            "territory": Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).order_by("code"),
            "operator": Organisation.objects.filter(is_active=True),
            "agreement": Agreement.objects.select_related("organisation"),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class PlanStepForm(Explained):
    """A step and the day it is planned for."""

    kind = forms.ChoiceField(label=_("Étape"), choices=ConversionKind.choices)
    planned_on = day_field(label=_("Prévue le"))


class DoStepForm(Explained):
    """A step that is done."""

    kind = forms.ChoiceField(label=_("Étape"), choices=ConversionKind.choices)
    done_on = day_field(label=_("Faite le"), initial=timezone.localdate)


class AttachForm(Explained):
    """The site that stands in the building."""

    site = SiteChoice(label=_("Site d’hébergement"), queryset=ShelterSite.objects.none(), to_field_name="key")
