"""Forms of the city."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained


class RoomForm(Explained):
    """Is this room used, and who decided it."""

    is_on = forms.BooleanField(label=_("En service"), required=False)
    decided_by = forms.CharField(
        label=_("Décidé par"), max_length=160, help_text=_("L’autorité et la date, par exemple une délibération.")
    )
