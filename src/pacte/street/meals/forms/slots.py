"""A slot, its portions of one day, what it served."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Service
from pacte.ground.web.forms import Explained, day_field

from ..enums import Food, Meal

MOST = 10_000


class SlotForm(Explained):
    """A meal that a point serves again and again."""

    service = forms.ModelChoiceField(Service.objects.none(), label=_("Service"), empty_label=_("Choisissez un service"))
    meal = forms.ChoiceField(label=_("Repas"), choices=Meal.choices)
    food = forms.ChoiceField(label=_("Nourriture"), choices=Food.choices)
    hours = forms.CharField(
        label=_("Horaires du repas"),
        max_length=300,
        help_text=_("Par exemple « Mo-Fr 12:00-13:30; PH off » : du lundi au vendredi, sauf les jours fériés."),
    )
    portions = forms.IntegerField(label=_("Portions par jour de service"), min_value=0, max_value=MOST)
    valid_from = day_field(label=_("À partir du"), initial=timezone.localdate)
    valid_until = day_field(
        label=_("Jusqu’au"), required=False, help_text=_("Laissez vide si la fin n’est pas connue.")
    )

    def __init__(self, *args: Any, services: QuerySet[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = services


class ChangeSlotForm(SlotForm):
    """The slot is otherwise from a day on."""

    starting = day_field(
        label=_("À partir de quel jour ?"), help_text=_("Ce qui a été proposé avant ce jour reste tel quel.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["valid_from"]


class EndSlotForm(Explained):
    """The last day of a slot."""

    last_day = day_field(label=_("Dernier jour de service"))


class PortionsForm(Explained):
    """The portions of one date."""

    day = day_field(label=_("Jour"))
    portions = forms.IntegerField(
        label=_("Portions ce jour-là"), min_value=0, max_value=MOST, help_text=_("0 si le service n’a pas lieu.")
    )


class ServedForm(Explained):
    """What was served on a day. The identifier makes a second sending harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    day = day_field(label=_("Jour du service"))
    portions = forms.IntegerField(label=_("Portions servies"), min_value=0, max_value=MOST)
    reason = forms.CharField(
        label=_("Raison de la correction"), max_length=200, required=False,
        help_text=_("Seulement si un total est déjà noté pour ce jour. Sans nom."),
    )  # fmt: skip
