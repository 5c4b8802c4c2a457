"""What is typed about a stay: a refusal, more nights, an end, a transport, a message, a household at the door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums.requests import HOUSEHOLD_REFUSALS, SITE_REFUSALS, UnmetReason
from ..enums.stays import StayEnd, TransportKind
from ..models import Lot
from ..rules.requests import MOST_ANIMALS, MOST_MEMBERS, OLDEST, Someone
from ..rules.stays import LONGEST_WORDS

QUEUE, UNMET = "queue", "unmet"
MOST = 20


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_WORDS, widget=text_area(3), help_text=help_text
    )


def _reasons(codes: Iterable[UnmetReason]) -> list[tuple[str, Any]]:
    """Each reason without the "whose refusal" that the page already says."""
    return [(code.value, str(code.label).partition(":")[2].strip().capitalize()) for code in codes]


class RefusalForm(Explained):
    """Why the place is refused, and whether the household waits again."""

    reason = forms.ChoiceField(label=_("Pour quelle raison ?"), widget=forms.RadioSelect)
    then = forms.ChoiceField(
        label=_("Et maintenant ?"),
        choices=[(QUEUE, _("La demande revient dans la file")), (UNMET, _("La demande est close, non pourvue"))],
        initial=QUEUE,
        widget=forms.RadioSelect,
    )
    words = _words(_("Précisions"), _("L’essentiel, sans nom ni santé."))

    def __init__(self, *args: Any, by_site: bool, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = _reasons(SITE_REFUSALS if by_site else HOUSEHOLD_REFUSALS)
        if not may_close:
            del self.fields["then"]

    @property
    def back(self) -> bool:
        """Does the request wait again?"""
        return self.cleaned_data.get("then", QUEUE) == QUEUE


class ExtendForm(Explained):
    """Until when the stay goes on."""

    last_night = day_field(
        label=_("Dernière nuit"),
        required=False,
        help_text=_("Laissez vide : jusqu’à une orientation. Là où les places se donnent nuit par nuit, une date."),
    )


class EndForm(Explained):
    """Why the stay ends, and where the household goes."""

    end = forms.ChoiceField(
        label=_("Pour quelle raison ?"),
        choices=[choice for choice in StayEnd.choices if choice[0] != StayEnd.NIGHT_OVER],
        widget=forms.RadioSelect,
    )
    orientation = _words(
        _("Où va le ménage, et qui l’y attend ?"),
        _("Personne ne sort sans orientation. Facultatif si le ménage part de lui-même ou n’est plus là."),
    )


class TransportForm(Explained):
    """How the household gets there."""

    kind = forms.ChoiceField(label=_("Quel transport ?"), choices=TransportKind.choices, widget=forms.RadioSelect)


class MessageForm(Explained):
    """How the household is brought to a place whose address is never written."""

    meeting = _words(
        _("Comment la personne est-elle amenée ?"),
        _("Un point de rendez-vous ailleurs, ou qui viendra. Ni l’adresse, ni le nom du site, ni son téléphone."),
    )

    def __init__(self, *args: Any, is_protected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_protected:
            del self.fields["meeting"]


def _count(label: Any, most: int = MOST) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, required=False, initial=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip


class DoorForm(Explained):
    """Who is at the door: how many, the children's ages, what is needed. No name is asked."""

    lot = forms.ChoiceField(label=_("Dans quel lot ?"), widget=forms.RadioSelect)
    women = _count(_("Femmes"))
    men = _count(_("Hommes"))
    others = _count(_("Adultes, genre autre ou non dit"))
    children = forms.CharField(
        label=_("Âges des enfants"), required=False, max_length=120,
        help_text=_("Un nombre par enfant, séparés par des virgules : 0, 3, 12."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    age = forms.IntegerField(
        label=_("Âge, si la personne est seule"), min_value=0, max_value=OLDEST, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip
    says_minor = forms.BooleanField(label=_("La personne dit avoir moins de dix-huit ans"), required=False)
    needs_step_free = forms.BooleanField(label=_("Besoin de plain-pied"), required=False)
    animals = _count(_("Animaux"), MOST_ANIMALS)

    def __init__(self, *args: Any, lots: Iterable[tuple[Lot, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(lot.key), _("%(name)s — %(free)s libres") % {"name": lot.name, "free": free}) for lot, free in lots
        ]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]

    def clean_children(self) -> list[int]:
        """The ages as numbers."""
        text = self.cleaned_data["children"].replace(";", ",")
        said = [part.strip() for part in text.split(",") if part.strip()]
        if any(not part.isdigit() or int(part) >= ADULT for part in said) or len(said) > MOST_MEMBERS:
            raise forms.ValidationError(_("Donnez un âge en années par enfant, de 0 à 17, séparés par des virgules."))
        return [int(part) for part in said]

    @property
    def members(self) -> list[Someone]:
        """The household, as the verb takes it."""
        said = self.cleaned_data
        genders = ["woman"] * (said["women"] or 0) + ["man"] * (said["men"] or 0) + [""] * (said["others"] or 0)
        age = said["age"] if len(genders) == 1 and not said["children"] else None
        adults = [Someone(age, gender, says_minor=said["says_minor"]) for gender in genders]
        return adults + [Someone(age, "") for age in said["children"]]


ADULT = 18
