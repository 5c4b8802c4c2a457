"""What is typed of households and ties. Persons are chosen among those the user may see, by opaque keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field

from ..enums import HouseholdRole, TieKind


def _pseudonym() -> forms.CharField:
    return forms.CharField(
        label=_("Ou le pseudonyme d’une autre"), required=False, max_length=40,
        help_text=_("Il est écrit sur sa page, par exemple ABCD-1234."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )  # fmt: skip


class FirstDayForm(Explained):
    """The place somebody takes in a household, and since when."""

    role = forms.ChoiceField(label=_("Place"), choices=HouseholdRole.choices, initial=HouseholdRole.ADULT)
    since = day_field(label=_("Depuis le"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate()


class JoiningForm(FirstDayForm):
    """Who joins a household."""

    person = forms.ChoiceField(label=_("Une personne que vous suivez"), required=False)
    pseudonym = _pseudonym()
    field_order = ["person", "pseudonym", "role", "since"]

    def __init__(self, *args: Any, companions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", companions)


class LastDayForm(Explained):
    """When it ended."""

    until = day_field(label=_("Dernier jour"), help_text=_("Il compte encore."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate()


class GroupingForm(Explained):
    """The household of which this one is part."""

    whole = forms.ChoiceField(label=_("Fait partie de"), required=False)

    def __init__(self, *args: Any, households: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whole"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Aucun autre ménage")), *households]


class TieForm(Explained):
    """What a person is to another."""

    kind = forms.ChoiceField(label=_("Cette personne est"), choices=TieKind.choices)
    other = forms.ChoiceField(label=_("Une personne que vous suivez"), required=False)
    pseudonym = _pseudonym()
    since = day_field(label=_("Depuis le"), required=False)

    def __init__(self, *args: Any, companions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "other", companions)


def choose(form: Explained, name: str, companions: list[tuple[str, str]]) -> None:
    """Offer these persons; with nobody to offer, the list says so."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    empty = _("Choisissez une personne") if companions else _("Vous ne suivez encore personne d’autre")
    field.choices = [("", empty), *companions]
