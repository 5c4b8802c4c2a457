"""What is decided of two records."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained

from ..enums import PairState


class DecisionForm(Explained):
    """One person, or two."""

    state = forms.ChoiceField(
        label=_("Ces deux fiches concernent"),
        choices=[
            (PairState.LINKED.value, _("La même personne")),
            (PairState.DIFFERENT.value, _("Deux personnes différentes")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’une des deux réponses, ou revenez sans décider.")},
    )


class SplitForm(Explained):
    """Nothing to type: taking a link apart is confirmed by its button."""
