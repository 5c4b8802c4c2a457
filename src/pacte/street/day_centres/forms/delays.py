"""The city's delays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pacte.ground.web.forms import Explained

from ..models import CentrePolicy
from ..rules.delays import BOUNDS


class DelaysForm(Explained):
    """Each delay, between its bounds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            self.fields[name] = forms.IntegerField(
                label=str(CentrePolicy._meta.get_field(name).verbose_name).capitalize(),  # type: ignore[union-attr]
                min_value=least, max_value=most,
                help_text=_("Entre %(least)s et %(most)s.") % {"least": least, "most": most},
            )  # fmt: skip
