"""An arrondissement's needs, seven days by five meals, or a file of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field

from ..enums import Meal, Weekday
from ..services.needs import LARGEST, MOST_PORTIONS

Cell = tuple[int, str]


class NeedsForm(Explained):
    """From when on, and who says so; the cells are added by `needs_form`."""

    valid_from = day_field(label=_("À partir du"), initial=timezone.localdate)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("D’où viennent ces nombres : une enquête, une réunion, sa date.")
    )

    def cells(self) -> dict[Cell, int | None]:
        """What was typed, by weekday and meal."""
        return {
            (day, meal): self.cleaned_data.get(name_of(day, meal)) for day in Weekday.values for meal in Meal.values
        }

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The cells as the page lays them out: one row a day."""
        return [(str(day.label), [self[name_of(day.value, meal)] for meal in Meal.values]) for day in Weekday]


def name_of(weekday: int, meal: str) -> str:
    """The field of a cell."""
    return f"need_{weekday}_{meal}"


def needs_form(data: Any, held: Mapping[Cell, int]) -> NeedsForm:
    """The form of an area, its cells filled with what holds."""
    form = NeedsForm(data)
    for day in Weekday:
        for meal in Meal:
            form.fields[name_of(day.value, meal)] = forms.IntegerField(
                label=f"{day.label}, {meal.label}", min_value=0, max_value=MOST_PORTIONS, required=False,
                initial=held.get((day.value, meal)),
                widget=forms.NumberInput(attrs={"aria-label": f"{day.label}, {meal.label}", "inputmode": "numeric"}),
            )  # fmt: skip
    return form


class NeedsFileForm(Explained):
    """A file of needs."""

    file = forms.FileField(
        label=_("Fichier des besoins"),
        help_text=_("Un CSV en UTF-8, comme celui exporté d’ici, d’un mégaoctet au plus."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        assert isinstance(upload, UploadedFile)
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(_("Ce fichier dépasse un mégaoctet. Séparez-le en plusieurs."))
        return upload.read()
