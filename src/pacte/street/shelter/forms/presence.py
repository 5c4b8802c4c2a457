"""The morning's form: for each lot four numbers, or none. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.forms import Explained

from ..enums.stock import OverReason
from ..reads.presence import Line
from ..rules.presence import KINDS, Slept, whole

LABELS = {
    "women": gettext_lazy("Femmes"), "men": gettext_lazy("Hommes"), "children": gettext_lazy("Enfants"),
    "others": gettext_lazy("Autre ou non dit"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A lot, its four fields, and what says why there were more people than places, once it is asked."""

    line: Line
    fields: list[Any]
    over: Any
    is_over: bool
    errors: list[str]


class PresenceForm(Explained):
    """Fields are named by the lot's key and the kind; a lot left empty is not counted."""

    night = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.asked = lines, set[str]()
        for line in lines:
            name = line.lot.key.hex
            for kind in KINDS:
                self.fields[f"{name}_{kind}"] = forms.IntegerField(
                    label=LABELS[kind], min_value=0, max_value=9_999, required=False, initial=line.counts[kind],
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )  # fmt: skip
            self.fields[f"{name}_over"] = forms.ChoiceField(
                label=gettext_lazy("Plus de personnes que de places, car"), required=False,
                choices=[("", gettext_lazy("Choisissez une raison")), *OverReason.choices],
                initial=line.row.over_reason if line.row else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A lot that is counted in part says what is missing."""
        said = super().clean() or self.cleaned_data
        for line in self.lines:
            name = line.lot.key.hex
            typed = {kind: said.get(f"{name}_{kind}") for kind in KINDS}
            if any(f"{name}_{kind}" in self.errors for kind in KINDS):
                continue
            try:
                whole(typed)
            except ValueError:
                missing = next(kind for kind in KINDS if typed[kind] is None)
                words = _("« %(lot)s » est compté en partie. Écrivez 0 là où il n’y avait personne.")
                self.add_error(f"{name}_{missing}", words % {"lot": line.lot.name})
        return said

    def take(self, bad: BadInput) -> None:
        """A lot's fault stands at its first number, and opens the question why."""
        for fault in bad.faults:
            words = f"{fault.what} {fault.remedy}".strip()
            self.asked.add(fault.where)
            self.add_error(f"{fault.where}_women" if f"{fault.where}_women" in self.fields else None, words)

    @property
    def counts(self) -> dict[UUID, Slept]:
        """The lots that were counted."""
        found = {}
        for line in self.lines:
            name = line.lot.key.hex
            slept = whole({kind: self.cleaned_data.get(f"{name}_{kind}") for kind in KINDS})
            if slept is not None:
                found[line.lot.key] = slept
        return found

    @property
    def over(self) -> dict[UUID, str]:
        """Why some held more people than places."""
        return {line.lot.key: self.cleaned_data.get(f"{line.lot.key.hex}_over") or "" for line in self.lines}

    @property
    def rows(self) -> list[Row]:
        """The lots in order, with their fields."""
        rows = []
        for line in self.lines:
            name = line.lot.key.hex
            over = self[f"{name}_over"]
            is_over = name in self.asked or bool(over.value())
            fields = [self[f"{name}_{kind}"] for kind in KINDS]
            rows.append(Row(line, fields, over, is_over, [str(each) for field in fields for each in field.errors]))
        return rows
