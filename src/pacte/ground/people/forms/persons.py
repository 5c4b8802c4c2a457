"""What is typed of a person: meeting, correcting, hiding, and the way they are reached."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.errors import BadInput
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.messages.enums import Channel
from pacte.ground.messages.models import ContactRule
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.web.forms import Explained, text_area

from ..enums import Gender, Language, NameKind, Purpose, RestrictionReason
from ..models import Person
from ..reads import Sight
from ..rules.identity import read_birth, write_birth
from ..services.identity import checked, checked_names

PURPOSE_OF_ROLE = {
    Role.SOCIAL_WORKER: Purpose.SUPPORT,
    Role.OUTREACH_WORKER: Purpose.STREET,
    Role.REGULATOR: Purpose.SHELTER,
}
"""What each role meets a person for, most often."""

WEEK = [
    ("1", _("Lundi")), ("2", _("Mardi")), ("3", _("Mercredi")), ("4", _("Jeudi")), ("5", _("Vendredi")),
    ("6", _("Samedi")), ("7", _("Dimanche")),
]  # fmt: skip

NAME_FIELDS = {
    "nicknames": NameKind.NICKNAME,
    "birth_name": NameKind.BIRTH,
    "usual_name": NameKind.USUAL,
    "spellings": NameKind.SPELLING,
}
"""Where each kind of other name is typed: one a line."""


class Line(forms.CharField):
    """A line kept as it was typed: the rules of the room read it, with words of their own for what they refuse."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.validators = []


class PersonFields(Explained):
    """What a person may tell of themselves. Nothing is required."""

    given_name = Line(label=_("Prénom"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    family_name = Line(label=_("Nom"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    nicknames = Line(
        label=_("Surnoms"), widget=text_area(2), help_text=_("Un par ligne. Ils aident à retrouver la personne.")
    )
    birth_name = Line(label=_("Nom de naissance"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    usual_name = Line(label=_("Nom d’usage"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    spellings = Line(
        label=_("Autres écritures"), widget=text_area(2), help_text=_("Une par ligne, dans n’importe quel alphabet.")
    )
    birth = Line(
        label=_("Naissance"), widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        help_text=_("12/03/1980, 1980 ou vers 1980. Le 1er janvier est gardé comme une année seule."),
    )  # fmt: skip
    gender = forms.ChoiceField(
        label=_("Genre"), required=False, choices=[("", _("Non précisé")), *Gender.choices],
        help_text=_("Comme la personne le dit."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Langues parlées"), required=False, choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    phone = Line(label=_("Téléphone"), widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
    email = Line(
        label=_("Adresse électronique"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    relay = Line(
        label=_("Relais"), widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Qui peut transmettre un message : un gardien, un bar, une association."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The values as they will be kept; every fault beside its field."""
        typed = super().clean() or self.cleaned_data
        for name in [name for name in PERSON_FIELDS if name in typed]:
            self._read(lambda name=name: checked({name: typed[name]}))
        self._read(lambda: checked_names(self.other_names(), {kind: name for name, kind in NAME_FIELDS.items()}))
        return typed

    def _read(self, read: Any) -> None:
        try:
            read()
        except BadInput as bad:
            self.take(bad)

    def other_names(self) -> list[tuple[str, str]]:
        """Other names as (kind, name), as they were typed."""
        return [
            (kind.value, line)
            for name, kind in NAME_FIELDS.items() if name in self.fields
            for line in self.cleaned_data.get(name, "").splitlines() if line.strip()
        ]  # fmt: skip

    @property
    def gives_default_day(self) -> bool:
        """Was 1 January given, which is kept as a year alone?"""
        typed = self.cleaned_data.get("birth", "")
        return bool(typed) and read_birth(typed, timezone.localdate()).is_default

    def values(self) -> dict[str, Any]:
        """What was typed of the person's own fields, those of the form alone."""
        return {name: self.cleaned_data[name] for name in PERSON_FIELDS if name in self.fields}


IDENTITY_FIELDS = ("given_name", "family_name", "birth", "gender", "languages")
CONTACT_FIELDS = ("phone", "email", "relay")
PERSON_FIELDS = (*IDENTITY_FIELDS, *CONTACT_FIELDS)


class MeetingForm(PersonFields):
    """A person met for the first time: why they are followed, and whatever they wish to say."""

    purpose = forms.ChoiceField(label=_("Objet du suivi"), choices=Purpose.choices)
    organisation = forms.ChoiceField(label=_("Organisation"))
    key = forms.UUIDField(widget=forms.HiddenInput)
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ["purpose", "organisation"]

    def __init__(self, data: Any, *, homes: list[Membership]) -> None:
        given = {"key": uuid.uuid4(), "organisation": homes[0].organisation.slug}
        given["purpose"] = PURPOSE_OF_ROLE.get(Role(homes[0].role), Purpose.WELCOME)
        super().__init__(data, initial=given)
        for name in ("birth_name", "usual_name", "spellings"):
            del self.fields[name]
        choices = dict.fromkeys((held.organisation.slug, held.organisation.name) for held in homes)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)
        if len(choices) == 1:
            field.widget = forms.HiddenInput()


class PersonForm(PersonFields):
    """What is said of a person, as far as the reader's role opens it, over the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, sight: Sight) -> None:
        super().__init__(data, initial=told(sight.person))
        hidden = [] if sight.shows(FieldClass.IDENTITY) else [*IDENTITY_FIELDS, *NAME_FIELDS]
        hidden += [] if sight.shows(FieldClass.CONTACT) else CONTACT_FIELDS
        for name in hidden:
            del self.fields[name]
        if "languages" in self.fields:
            field = self.fields["languages"]
            assert isinstance(field, forms.MultipleChoiceField)
            kept = [code for code in sight.person.languages if code not in Language.values]
            field.choices = [*Language.choices, *((code, code) for code in kept)]

    def names(self) -> list[tuple[str, str]] | None:
        """Other names, None when the form does not show them."""
        return self.other_names() if "nicknames" in self.fields else None


def told(person: Person) -> dict[str, Any]:
    """The person's fields as they are typed."""
    values: dict[str, Any] = {name: getattr(person, name) for name in PERSON_FIELDS if name != "birth"}
    values["birth"] = write_birth(person.birth_date, person.birth_year, person.birth_precision)
    values["version"] = person.version
    others = list(person.other_names.all())
    for name, kind in NAME_FIELDS.items():
        values[name] = "\n".join(other.name for other in others if other.kind == kind)
    return values


class RestrictionForm(Explained):
    """Why a person is hidden."""

    reason = forms.ChoiceField(label=_("Raison"), choices=RestrictionReason.choices, widget=forms.RadioSelect)


class ContactForm(Explained):
    """How the person asked to be reached."""

    never_contact = forms.BooleanField(
        label=_("Ne jamais écrire ni appeler"), required=False, help_text=_("Aucun message ne partira vers elle.")
    )
    discreet = forms.BooleanField(
        label=_("Rester discret"), required=False,
        help_text=_("Les messages ne nomment pas l’organisation et leur objet ne dit rien."),
    )  # fmt: skip
    safe_channel = forms.ChoiceField(
        label=_("Canal sûr"), required=False,
        choices=[("", _("Aucun en particulier")), *((each.value, each.label.capitalize()) for each in Channel)],
    )  # fmt: skip
    safe_address = Line(
        label=_("Adresse ou numéro sûr"), widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Gardé chiffré, jamais affiché. Laissez vide pour garder celui qui est noté."),
    )  # fmt: skip
    safe_from = forms.TimeField(label=_("À partir de"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    safe_until = forms.TimeField(label=_("Jusqu’à"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    safe_days = forms.MultipleChoiceField(
        label=_("Jours"), required=False, choices=WEEK, widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun jour coché : tous conviennent."),
    )  # fmt: skip

    def __init__(self, data: Any, *, rule: ContactRule | None) -> None:
        super().__init__(data, initial=_chosen(rule) if rule else {})

    def clean(self) -> dict[str, Any]:
        """A window has a beginning and an end that differ."""
        typed = super().clean() or self.cleaned_data
        start, end = typed.get("safe_from"), typed.get("safe_until")
        if start is not None and start == end:
            self.add_error("safe_until", _now("Ces heures ne laissent aucun moment. Écartez-les, ou videz-les."))
        return typed

    def choices(self) -> dict[str, Any]:
        """As the verb takes them."""
        return self.cleaned_data | {"safe_days": "".join(sorted(self.cleaned_data["safe_days"]))}


def _chosen(rule: ContactRule) -> dict[str, Any]:
    names = ("never_contact", "discreet", "safe_channel", "safe_from", "safe_until")
    return {name: getattr(rule, name) for name in names} | {"safe_days": list(rule.safe_days)}


class ProtectedAddressForm(Explained):
    """Where the person lives or hides, over the version that was read."""

    address = Line(
        label=_("Adresse protégée"), widget=text_area(3),
        help_text=_("Gardée chiffrée. Seuls la voient ceux qui suivent la personne et dont le rôle l’ouvre."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def read_again(self, version: int) -> None:
        """The reader was told of the newer version: what they typed may be saved over it."""
        self.data = {**self.data, "version": str(version), "address": self.data.get("address", "")}
