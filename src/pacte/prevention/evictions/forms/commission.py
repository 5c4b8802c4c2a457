"""A session, a case taken up by its number, to whom a file is given, what the commission answers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import AnswerRecipient, CommissionAnswerKind, CommissionMember, Referrer
from .evictions import Dated
from .fields import choice_field


class SessionForm(Explained):
    """A session to come, or one that was held."""

    held_on = day_field(label=_("Séance du"))
    place = forms.CharField(label=_("Lieu"), required=False, max_length=120)


class BringForm(Dated):
    """A case taken up by its number."""

    number = forms.CharField(label=_("Numéro du parcours"), max_length=12, help_text=_("Par exemple P-000123."))
    referrer = choice_field(_("La commission est saisie par"), Referrer.choices)

    def clean_number(self) -> int:
        """The number alone."""
        found = re.fullmatch(r"\s*(?:P\s*-?\s*)?0*(\d{1,8})\s*", self.cleaned_data["number"], re.IGNORECASE)
        if found is None:
            raise forms.ValidationError(_("Ce numéro ne se lit pas : écrivez par exemple P-000123."))
        return int(found[1])


class AssignForm(Dated):
    """To which member the file is given."""

    member = choice_field(_("Confié à"), CommissionMember.choices)


class AnswerForm(Dated):
    """What the commission answers, to whom, and why."""

    kind = choice_field(_("La commission rend"), CommissionAnswerKind.choices)
    recipient = choice_field(_("À"), AnswerRecipient.choices)
    words = forms.CharField(
        label=_("Motifs"), required=False, widget=text_area(5), max_length=4000,
        help_text=_("Sans nom ni adresse : le dossier se lit par son numéro."),
    )  # fmt: skip


class AgendaForm(forms.Form):
    """The files to put on an agenda."""

    chosen = forms.MultipleChoiceField(choices=[], required=False)

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, key) for key in keys]
