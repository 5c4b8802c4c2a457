"""The choices of somebody whose words met another's: for each difference, one of the two or a merge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, text_area

from ..rules.edits import Choice, Difference, Shape

WORDS = {
    Choice.CURRENT: _("Garder ce qui est enregistré"),
    Choice.WRITTEN: _("Mettre ce que j’avais écrit"),
    Choice.MERGED: _("Écrire un mélange des deux"),
}


class SettlingForm(Explained):
    """One choice for each difference; nothing is chosen beforehand."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, differences: list[Difference], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        self.fields["version"].initial = version
        for difference in differences:
            self._add(difference)

    def _add(self, difference: Difference) -> None:
        part = difference.part
        offered = [choice for choice in Choice if choice is not Choice.MERGED or part.shape is not Shape.EITHER]
        self.fields[f"choice_{part.name}"] = forms.ChoiceField(
            label=part.label, choices=[(choice.value, WORDS[choice]) for choice in offered], widget=forms.RadioSelect,
            error_messages={"required": _("Choisissez ce qu’il faut garder.")},
        )  # fmt: skip
        if part.shape is not Shape.EITHER:
            widget = text_area(6) if part.shape is Shape.TEXT else forms.TextInput()
            self.fields[f"merge_{part.name}"] = forms.CharField(
                label=_("Votre mélange"), required=False, widget=widget, initial=difference.both
            )

    def rows(self) -> list[tuple[Difference, Any, Any]]:
        """Each difference with the field of its choice, and that of its merge or None."""
        names = [difference.part.name for difference in self.differences]
        merges = [self[f"merge_{name}"] if f"merge_{name}" in self.fields else None for name in names]
        return list(zip(self.differences, [self[f"choice_{name}"] for name in names], merges, strict=True))

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by part."""
        return {each.part.name: self.cleaned_data[f"choice_{each.part.name}"] for each in self.differences}

    @property
    def merges(self) -> dict[str, str]:
        """What was written for a merge, by part."""
        return {each.part.name: self.cleaned_data.get(f"merge_{each.part.name}", "") for each in self.differences}
