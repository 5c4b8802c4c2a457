"""Forms of a scheme as a whole: create it, describe it, write its text, publish it, choose where its cases go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

CHAPTERS = [
    ("", _("Non précisé")),
    ("rights", _("Accès aux droits")),
    ("prevention", _("Prévention")),
    ("street", _("Rue et hébergement")),
    ("insertion", _("Insertion")),
    ("cooperation", _("Coopération")),
]


class HeadForm(Explained):
    """What a scheme says of itself."""

    name = forms.CharField(label=_("Nom du dispositif"), max_length=160)
    summary = forms.CharField(
        label=_("En une ou deux phrases"), required=False, max_length=600, widget=text_area(3),
        help_text=_("À qui il s’adresse, ce qu’il apporte."),
    )  # fmt: skip
    chapter = forms.ChoiceField(label=_("Chapitre du Pacte"), choices=CHAPTERS, required=False)
    programme = forms.SlugField(
        label=_("Code du dispositif dans le Pacte"), required=False, max_length=60,
        help_text=_("S’il est dans la liste du Pacte ; sinon, laissez vide."),
    )  # fmt: skip
    is_sample = forms.BooleanField(
        label=_("C’est un exemple"), required=False, help_text=_("Ses règles n’ont pas été adoptées par une autorité.")
    )


class NewSchemeForm(HeadForm):
    """A new scheme; its code is made from its name when none is given."""

    key = forms.CharField(
        label=_("Code"), required=False, max_length=60,
        help_text=_("Il ne changera jamais. Laissez vide : il est tiré du nom."),
    )  # fmt: skip
    field_order = ("name", "summary", "chapter", "programme", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_sample"]


class TextForm(Explained):
    """The whole text of a draft."""

    text = forms.CharField(
        label=_("Texte du dispositif"), strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "font-monospace"}),
        help_text=_("Au format TOML. Chaque faute est dite avec sa ligne."),
    )  # fmt: skip
    anyway = forms.BooleanField(
        label=_("Garder ce brouillon même s’il reste à corriger"), required=False,
        help_text=_("Il ne pourra pas être publié avant."),
    )  # fmt: skip

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class PublishForm(Explained):
    """Who adopted the version, and from when."""

    adopted_by = forms.CharField(
        label=_("Adoptée par"), max_length=160, help_text=_("L’autorité ou l’instance, en toutes lettres.")
    )
    valid_from = day_field(
        label=_("Pour les parcours ouverts à partir du"), initial=timezone.localdate,
        help_text=_("Les parcours en cours gardent leur version."),
    )  # fmt: skip
    note = forms.CharField(label=_("Ce qui change"), required=False, max_length=300, widget=text_area(2))


class MoveForm(Explained):
    """Where the running cases of a version go."""

    into = forms.TypedChoiceField(label=_("Passer ces parcours à la version"), coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["into"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [(number, str(number)) for number in numbers]
