"""What is typed about mail addresses: a place, a date, a reason; at the desk, a box number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.web.forms import Explained, day_field

from ..enums.mail import AddressEnd, AddressRefusal, MailKind

LAST_BOX = 99_999


class Places(forms.ModelChoiceField):
    """A place, by its name."""

    def label_from_instance(self, obj: Place) -> str:
        return obj.name


class AskForm(Explained):
    """Where the person would receive their mail."""

    place = Places(Place.objects.none(), label=_("Lieu"), empty_label=_("Choisissez un lieu"), to_field_name="key")
    wants_messages = forms.BooleanField(
        label=_("Prévenir la personne par message quand du courrier l’attend"), required=False,
        help_text=_("Par le moyen sûr qu’elle a choisi. Le message ne nomme ni ce service ni son contenu."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places


class GrantForm(Explained):
    """From when, and which box."""

    starts_on = day_field(label=_("À partir du"), initial=timezone.localdate)
    box = forms.IntegerField(
        label=_("Numéro de boîte"), required=False, min_value=1, max_value=LAST_BOX,
        help_text=_("Laissez vide : la première boîte libre sera donnée."),
    )  # fmt: skip


class RefuseForm(Explained):
    """Why not."""

    reason = forms.ChoiceField(label=_("Raison"), choices=AddressRefusal.choices, widget=forms.RadioSelect)


class EndForm(Explained):
    """Why it ends."""

    reason = forms.ChoiceField(label=_("Raison"), choices=AddressEnd.choices, widget=forms.RadioSelect)


class BoxForm(Explained):
    """The box that somebody names at the desk."""

    box = forms.IntegerField(
        label=_("Numéro de boîte"), min_value=1, max_value=LAST_BOX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class ReceiveForm(Explained):
    """Mail that arrives: whose box, of what kind, how many. Never from whom."""

    box = forms.IntegerField(
        label=_("Numéro de boîte"), min_value=1, max_value=LAST_BOX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Nature"), choices=MailKind.choices, initial=MailKind.LETTER, widget=forms.RadioSelect
    )
    quantity = forms.IntegerField(label=_("Nombre"), min_value=1, max_value=200, initial=1)
