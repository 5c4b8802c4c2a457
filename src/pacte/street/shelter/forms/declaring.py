"""The evening's form: one number per lot, one step further or back, or nothing free. It works without a script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from pacte.ground.web.forms import Explained

from ..reads.declaring import Line
from ..rules.declaring import stepped


@dataclass(frozen=True)
class Row:
    """A lot with its field."""

    line: Line
    field: Any
    most: int


class DeclareForm(Explained):
    """Free units, lot by lot; each field is named by the lot's key. Beside it, how many were held when it was shown."""

    night = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, lines: list[Line], night: date) -> None:
        super().__init__(data, initial={"night": night.isoformat()})
        self.lines = lines
        for line in lines:
            name = line.lot.key.hex
            self.fields[name] = forms.IntegerField(
                label=line.lot.name, min_value=0, max_value=10_000, initial=line.proposed,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "stepper-number"}),
            )  # fmt: skip
            self.fields[f"seen_{name}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=line.held
            )

    def begin_again(self, night: date) -> None:
        """After a refusal: the numbers as typed, on what is held now, for the night that it now is."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["night"] = night.isoformat()
            for line in self.lines:
                data[f"seen_{line.lot.key.hex}"] = str(line.held)
            self.data = data

    @property
    def rows(self) -> list[Row]:
        """The lots in order, each with its field and the most that can be free."""
        return [Row(line, self[line.lot.key.hex], line.most) for line in self.lines]

    @property
    def free(self) -> dict[UUID, int]:
        """What was said, by lot."""
        return {line.lot.key: self.cleaned_data[line.lot.key.hex] for line in self.lines}

    @property
    def seen(self) -> dict[UUID, int]:
        """What the page showed as held, by lot."""
        said = {line.lot.key: self.cleaned_data.get(f"seen_{line.lot.key.hex}") for line in self.lines}
        return {key: held for key, held in said.items() if held is not None}


def nothing_free(data: QueryDict, lines: list[Line]) -> QueryDict:
    """The same form with a zero for every lot."""
    changed = data.copy()
    for line in lines:
        changed[line.lot.key.hex] = "0"
    return changed


def one_step(data: QueryDict, lines: list[Line]) -> dict[str, Any]:
    """What the form shows after a press on − or +: its numbers as typed, one of them a step further."""
    lot, _sign, by = data.get("step", "").partition(":")
    shown = {line.lot.key.hex: data.get(line.lot.key.hex, "") for line in lines}
    for line in lines:
        if line.lot.key.hex == lot:
            shown[lot] = str(stepped(shown[lot], -1 if by == "-1" else 1, line.most))
    return shown
