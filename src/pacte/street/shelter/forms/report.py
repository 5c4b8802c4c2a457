"""The form that closes a night."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, text_area


class CloseForm(Explained):
    """The notable facts of the night, without anybody's name."""

    words = forms.CharField(
        label=_("Faits marquants"), max_length=4000, required=False, widget=text_area(8),
        help_text=_("Ce que les chiffres ne disent pas : une panne, une affluence. Sans nom de personne."),
    )  # fmt: skip
