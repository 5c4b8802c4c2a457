"""What is typed when a line is decided otherwise, and when a household is placed at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, text_area

from ..enums.allocation import OverrideReason
from ..enums.requests import DangerReason
from ..models import Lot


def lot_words(lot: Lot, free: int | None = None) -> str:
    """A lot as one chooses it: its site, its name, what is free of it."""
    left = f" · {free}" if free is not None else ""
    return f"{lot.site.name} · {lot.name}{left}"


def _words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=500, widget=text_area(2),
        help_text=_("Gardés scellés, lus par la régulation seule. Ne nommez personne."),
    )  # fmt: skip


class SetAsideForm(Explained):
    """Why a proposal is left."""

    reason = forms.ChoiceField(label=_("Pourquoi ?"), choices=OverrideReason.choices, widget=forms.RadioSelect)
    words = _words(_("En quelques mots"))


class AnotherLotForm(Explained):
    """Another lot, and why; no reason is asked for a line whose lot was taken."""

    lot = forms.ChoiceField(
        label=_("Quelle place ?"), widget=forms.RadioSelect,
        help_text=_("Seules les places qui conviennent à ce ménage sont montrées, la meilleure d’abord."),
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Pourquoi ?"), choices=OverrideReason.choices, widget=forms.RadioSelect)
    words = _words(_("En quelques mots"))

    def __init__(self, *args: Any, lots: list[Lot], needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["lot"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(lot.key), lot_words(lot)) for lot in lots]
        if lots:
            choice.initial = str(lots[0].key)
        if not needs_reason:
            del self.fields["reason"], self.fields["words"]

    @property
    def why(self) -> dict[str, str]:
        """The reason and its words, empty when none is asked."""
        return {name: self.cleaned_data.get(name, "") for name in ("reason", "words")}


class ImmediateForm(Explained):
    """What the danger is, and where: the best place is chosen beforehand."""

    danger = forms.ChoiceField(label=_("Quel danger ?"), choices=DangerReason.choices, widget=forms.RadioSelect)
    lot = forms.ChoiceField(
        label=_("Où ?"), widget=forms.RadioSelect, help_text=_("La meilleure place est la première.")
    )
    words = _words(_("Ce qui a été dit"))

    def __init__(self, *args: Any, lots: list[Lot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["lot"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(lot.key), lot_words(lot)) for lot in lots]
        if lots:
            choice.initial = str(lots[0].key)
