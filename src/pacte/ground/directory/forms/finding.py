"""What someone looks for. Addresses hold what, which area and when; all that could tell of a person is posted."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.enums import Language
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field

from ..enums import WANTS, Audience, Category, Want
from ..reads.finding import areas

NOW, ANY, CHOSEN = "now", "any", "at"
FLAGS = ("is_unconditional", "is_anonymous", "is_free", "is_step_free", "accepts_animals")


class Asked(forms.Form):
    """What an address may hold: what, where in the city, open now or at any time. What it does not know is dropped."""

    want = forms.ChoiceField(choices=[("", ""), *Want.choices], required=False, widget=forms.HiddenInput)
    category = forms.ChoiceField(label=_("Service"), choices=[("", _("Tous")), *Category.choices], required=False)
    area = forms.CharField(max_length=40, required=False)
    open = forms.CharField(max_length=3, required=False)

    def clean_area(self) -> Territory | None:
        code = self.cleaned_data["area"]
        return next((area for area in areas() if area.code == code), None)

    def clean_open(self) -> str:
        return ANY if self.cleaned_data["open"] == ANY else NOW


class FindForm(Explained):
    """The whole search, posted."""

    want = forms.ChoiceField(label=_("Ce que vous cherchez"), choices=[("", _("Tout")), *Want.choices], required=False)
    words = forms.CharField(
        label=_("Un mot"), max_length=120, required=False, help_text=_("Par exemple : douche, colis")
    )
    where = forms.CharField(
        label=_("Près de quelle adresse ?"), max_length=200, required=False,
        help_text=_("Une rue, une place ou un code postal. Elle n’est pas gardée."),
    )  # fmt: skip
    area = forms.ChoiceField(label=_("Arrondissement"), required=False)
    open = forms.ChoiceField(
        label=_("Quand ?"), required=False, initial=NOW,
        choices=[(NOW, _("Ouvert maintenant")), (ANY, _("Ouvert ou fermé")), (CHOSEN, _("Ouvert à un autre moment"))],
    )  # fmt: skip
    day = day_field(label=_("Jour"), required=False)
    hour = forms.TimeField(label=_("Heure"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    audiences = forms.MultipleChoiceField(
        label=_("Pour qui ?"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_unconditional = forms.BooleanField(label=_("Sans condition"), required=False)
    is_anonymous = forms.BooleanField(label=_("Sans donner son nom"), required=False)
    is_free = forms.BooleanField(label=_("Gratuit"), required=False)
    is_step_free = forms.BooleanField(label=_("Accessible sans marche"), required=False)
    accepts_animals = forms.BooleanField(label=_("Animaux acceptés"), required=False)
    language = forms.ChoiceField(
        label=_("Langue parlée sur place"), choices=[("", _("Toutes")), *Language.choices], required=False
    )
    category = forms.ChoiceField(choices=[("", ""), *Category.choices], required=False, widget=forms.HiddenInput)
    latitude = forms.FloatField(min_value=-90, max_value=90, required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(min_value=-180, max_value=180, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Toute la ville")), *((area.code, area.name_fr) for area in areas())]
        self.fields["area"] = forms.ChoiceField(label=_("Arrondissement"), choices=choices, required=False)
        for name in ("where", "words"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def flags(self) -> list[forms.BoundField]:
        """The conditions, each a box to tick."""
        return [self[name] for name in FLAGS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("open") == CHOSEN and not cleaned.get("day") and not cleaned.get("hour"):
            self.add_error("day", _("Choisissez un jour ou une heure."))
        if cleaned.get("category") and cleaned.get("want") not in wants_of(cleaned["category"]):
            cleaned["category"] = ""
        return cleaned

    def moment(self) -> datetime | None:
        """The moment at which it must be open; None when it does not matter. A day alone is meant at noon."""
        chosen = self.cleaned_data
        if chosen["open"] == ANY:
            return None
        if chosen["open"] != CHOSEN:
            return timezone.now()
        day = chosen["day"] or timezone.localdate()
        return timezone.make_aware(datetime.combine(day, chosen["hour"] or time(12)))

    def territory(self) -> Territory | None:
        return next((area for area in areas() if area.code == self.cleaned_data["area"]), None)

    def position(self) -> tuple[float, float] | None:
        """Where the telephone is, as it gave it: to about a hundred metres."""
        latitude, longitude = self.cleaned_data["latitude"], self.cleaned_data["longitude"]
        if latitude is None or longitude is None:
            return None
        return round(latitude, 3), round(longitude, 3)


def wants_of(category: str) -> list[str]:
    """The questions that a category answers."""
    return ["", *(want for want, categories in WANTS.items() if category in categories)]


def asked_by(address: QueryDict, want: str = "") -> dict[str, Any]:
    """What the address asks for; what it says that nobody knows is as if it were not there."""
    form = Asked({**address.dict(), "want": want or address.get("want", "")})
    form.is_valid()
    known = form.cleaned_data
    category = known.get("category", "")
    return {
        "want": known.get("want", ""),
        "category": category if category and known.get("want", "") in wants_of(category) else "",
        "area": known.get("area"),
        "open": known.get("open", NOW),
    }
