"""Forms of the cold plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..models import ColdPlanLevel
from ..reads.tonight import night_at


class _Levels(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.level} · {obj}"


class ActivateForm(Explained):
    """Which level, from which night, by whose decision."""

    level = _Levels(ColdPlanLevel.objects.all(), label=_("Niveau"), empty_label=None)
    from_night = day_field(label=_("À partir de la nuit du"))
    until_night = day_field(
        label=_("Jusqu’à la nuit du"), required=False, help_text=_("Laissez vide tant que la fin n’est pas décidée.")
    )
    decided_by = forms.CharField(
        label=_("Décidé par"), max_length=200, help_text=_("L’autorité, par exemple : la préfecture de région.")
    )
    words = forms.CharField(label=_("Précisions"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_night"].initial = night_at


class EndForm(Explained):
    """The last night, by whose decision, and what is planned for those who are there."""

    last_night = day_field(label=_("Dernière nuit"))
    decided_by = forms.CharField(label=_("Décidé par"), max_length=200)
    words = forms.CharField(
        label=_("Ce qui est prévu pour les ménages qui y sont"), max_length=300, required=False, widget=text_area(),
        help_text=_("Où ils iront, qui s’en charge. Sans nom de personne hébergée."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_night"].initial = night_at


class LevelForm(Explained):
    """What the authority says of a level."""

    name_fr = forms.CharField(label=_("Nom"), max_length=80)
    name_en = forms.CharField(label=_("Nom anglais"), max_length=80, required=False)
    night_below = forms.IntegerField(label=_("La nuit, sous (°C)"), required=False)
    day_below = forms.IntegerField(label=_("Le jour, sous (°C)"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=200, required=False, help_text=_("Le texte qui fixe ce niveau.")
    )
