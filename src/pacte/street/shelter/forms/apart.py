"""Whom a person is kept apart from: found by a search, then chosen in what it found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.forms.search import SearchForm
from pacte.ground.web.forms import Explained

__all__ = ["ChoiceForm", "SearchForm"]


class ChoiceForm(Explained):
    """The other person, by an opaque key."""

    other = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].error_messages["required"] = _(
            "Choisissez une personne dans ce que la recherche a trouvé."
        )
