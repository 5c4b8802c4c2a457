"""Dates to look ahead at, and trials on the grid: both are read from the page's address, nothing is written."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.directory.rules import hours as written
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field

from ..enums import Meal, Weekday
from ..models import Slot
from ..rules.trials import Added, Trial

LONGEST = timedelta(days=92)
TIMES = re.compile(r"\d{2}:\d{2}-\d{2}:\d{2}(,\d{2}:\d{2}-\d{2}:\d{2})*")


class DatesForm(Explained):
    """From a day to another, three months at most."""

    first = day_field(label=_("Du"))
    last = day_field(label=_("Au"))

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        first, last = held.get("first"), held.get("last")
        if first and last and last < first:
            self.add_error("last", _("La fin est avant le début. Corrigez l’une des deux dates."))
        elif first and last and last - first > LONGEST:
            self.add_error("last", _("Trois mois au plus. Choisissez une fin plus proche."))
        return held


class Points(forms.ModelMultipleChoiceField):
    """Points, by name and arrondissement."""

    def label_from_instance(self, obj: Place) -> str:
        return " · ".join(str(part) for part in (obj.name, obj.territory) if part)


class Slots(forms.ModelChoiceField):
    """A slot, told by its point, meal and hours."""

    def label_from_instance(self, obj: Slot) -> str:
        return f"{obj.place.name} · {obj.get_meal_display()} · {obj.hours}"


class TrialForm(Explained):
    """One more point, points closed, hours moved: any of the three."""

    day = day_field(label=_("Semaine du"), required=False)
    area = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Arrondissement"), required=False, to_field_name="code",
        empty_label=_("Aucun point en plus"),
    )  # fmt: skip
    meal = forms.ChoiceField(label=_("Repas"), choices=Meal.choices, required=False, initial=Meal.LUNCH)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Jours"), choices=Weekday.choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    portions = forms.IntegerField(label=_("Portions par jour"), min_value=1, max_value=10_000, required=False)
    times = forms.CharField(
        label=_("Heures"), max_length=60, required=False, help_text=_("Par exemple 12:00-13:30."), initial="12:00-13:30"
    )
    closed = Points(
        Place.objects.none(), label=_("Points fermés"), required=False, to_field_name="key",
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text=_("Ctrl ou ⌘ pour en choisir plusieurs."),
    )  # fmt: skip
    moved = Slots(
        Slot.objects.none(), label=_("Créneau déplacé"), required=False, to_field_name="key",
        empty_label=_("Aucun"),
    )  # fmt: skip
    hours = forms.CharField(label=_("Ses nouveaux horaires"), max_length=300, required=False)

    def __init__(self, *args: Any, areas: Any, points: Any, slots: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("area", areas), ("closed", points), ("moved", slots)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        if held.get("area"):
            for name, words in (
                ("weekdays", _("Cochez au moins un jour.")),
                ("portions", _("Dites combien de portions.")),
                ("meal", _("Choisissez un repas.")),
            ):
                if not held.get(name) and name not in self.errors:
                    self.add_error(name, words)
            if not TIMES.fullmatch(held.get("times") or "") or not self._readable(f"Mo {held['times']}"):
                self.add_error("times", _("Des heures comme 12:00-13:30."))
        if held.get("moved") and not (held.get("hours") and self._readable(held["hours"])):
            self.add_error("hours", _("Des horaires comme Mo-Fr 12:00-13:30."))
        return held

    @staticmethod
    def _readable(text: str) -> bool:
        try:
            return bool(written.check(text))
        except written.BadHours:
            return False

    def trial(self) -> Trial:
        """What was asked, as the rules read it."""
        held = self.cleaned_data
        added: tuple[Added, ...] = ()
        if held.get("area"):
            days = frozenset(held["weekdays"])
            added = (Added(held["area"].code, held["meal"], days, held["portions"], held["times"]),)
        moved = ((str(held["moved"].key), written.check(held["hours"])),) if held.get("moved") else ()
        return Trial(added, frozenset(str(place.key) for place in held.get("closed") or []), moved)


class ScenarioForm(Explained):
    """The name under which a trial is kept."""

    name = forms.CharField(label=_("Nom de l’essai"), max_length=80)
    changes = forms.CharField(max_length=2000, widget=forms.HiddenInput)
