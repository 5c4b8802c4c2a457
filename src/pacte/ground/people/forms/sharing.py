"""What is typed about sharing, and to adopt a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import DataClass, GivenBy, How, SharingLevel
from ..reads import FileSight
from ..rules.bases import Basis
from ..rules.sight import CLASSES_OF_LEVEL

LARGEST_LIST = 100_000
"""A list is some lines of text; in octets."""


class SharingForm(Explained):
    """What is shared, with whom, on whose word. Only what the worker sees can be ticked, and never an address kept
    apart."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Avec quelle organisation ?"), empty_label=_("Choisissez")
    )
    level = forms.ChoiceField(
        label=_("Jusqu’où ?"), choices=SharingLevel.choices, widget=forms.RadioSelect, initial=SharingLevel.FOLLOW_UP,
        help_text=_(
            "L’existence : savoir que vous suivez la personne. Le suivi : ce que vous notez pour les partenaires. "
            "Le dossier complet : tout, sauf l’adresse protégée et les notes gardées entre vous."
        ),
    )  # fmt: skip
    classes = forms.MultipleChoiceField(
        label=_("Quelles données ?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Celles que le niveau choisi n’ouvre pas ne sont pas partagées, même cochées."),
    )  # fmt: skip
    stands_on = forms.ChoiceField(label=_("Qui le permet ?"), widget=forms.RadioSelect)
    until = day_field(
        label=_("Jusqu’au"), required=False,
        help_text=_("Ce jour compte encore. Vide : jusqu’à ce que la personne ou vous y mettiez fin."),
    )  # fmt: skip

    def __init__(self, *args: Any, seen: FileSight, bases: list[Basis], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.filter(is_active=True).exclude(pk=seen.file.organisation_id)
        self.fields["organisation"].queryset = others.order_by("name")  # type: ignore[attr-defined]
        opened = CLASSES_OF_LEVEL[SharingLevel.FULL] & seen.seen.classes
        self._offer("classes", [choice for choice in DataClass.choices if choice[0] in opened])
        self.fields["classes"].initial = [name for name in ("identity", "contact", "free_text") if name in opened]
        self._offer("stands_on", _grounds(bases))

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A sharing stands on one thing, and opens no more than its level."""
        kept = super().clean() or {}
        if kept.get("level") in CLASSES_OF_LEVEL:
            opened = CLASSES_OF_LEVEL[kept["level"]]
            kept["classes"] = [each for each in kept.get("classes", []) if each in opened]
        given_by, _colon, code = kept.pop("stands_on", "").partition(":")
        on_word = given_by == GivenBy.PERSON
        return kept | {"given_by": given_by, "how": code if on_word else "", "basis_code": "" if on_word else code}

    def take(self, bad: BadInput) -> None:
        """What is wrong with the ground of a sharing is said beside the one question about it."""
        grounds = {"how", "given_by", "basis_code"}
        super().take(BadInput(*(replace(f, where="stands_on") if f.where in grounds else f for f in bad.faults)))


def _grounds(bases: list[Basis]) -> list[Any]:
    """What a sharing may stand on, as one list: the person's word and how it was said, or an adopted basis."""
    word = [(f"{GivenBy.PERSON.value}:{how.value}", how.label) for how in How]
    if not bases:
        return [(_now("La personne l’a permis"), word)]
    listed = [(f"{GivenBy.BASIS.value}:{each.code}", each.purpose) for each in bases]
    return [(_now("La personne l’a permis"), word), (_now("Sans son accord, sur une base adoptée"), listed)]


class AdoptionForm(Explained):
    """A list to put in force, as its text or as a file."""

    authority = forms.CharField(
        label=_("Qui l’a adoptée ?"), max_length=160,
        help_text=_("L’instance ou la personne qui en répond, et le jour : par exemple « Conseil de Paris, 12 mars »."),
    )  # fmt: skip
    content = forms.CharField(
        label=_("La liste"), widget=text_area(24), required=False, strip=False, max_length=LARGEST_LIST,
        help_text=_("La proposition du produit, que vous pouvez corriger ici. Donnez alors un autre nom de version."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Ou un fichier TOML"), required=False, help_text=_("Il remplace le texte ci-dessus.")
    )

    def clean_file(self) -> str:
        """The text of the file, when there is one."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return ""
        if (upload.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(_("Ce fichier est trop grand pour une liste."))
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("Ce fichier n’est pas du texte. Enregistrez-le en UTF-8.")) from error
