"""Invented content for the gallery: each component with plain values, said to be examples."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pacte.ground.web import charts
from pacte.ground.web.charts import Bar, Point

CHAPTERS = ["rights", "prevention", "street", "insertion", "cooperation", "pact"]


def _sample_form() -> forms.Form:
    """A form with an error, a help text, an optional field and a group, as a user would send it."""

    class SampleForm(forms.Form):
        value = forms.IntegerField(
            label=_("Valeur"),
            help_text=_("En chiffres, sans unité."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        )
        note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
        answer = forms.ChoiceField(
            label=_("Réponse"), choices=[("yes", _("Oui")), ("no", _("Non"))], widget=forms.RadioSelect
        )

    return SampleForm({"value": _("beaucoup"), "note": _("Ce qui est tapé reste."), "answer": "yes"})


def _square(code: str, west: float, south: float) -> dict[str, Any]:
    """An invented area, as a GeoJSON feature."""
    ring = [[west, south], [west + 1, south], [west + 1, south + 0.6], [west, south + 0.6], [west, south]]
    properties = {"code": code, "name": code, "short": code}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def context() -> dict[str, Any]:
    """What the gallery's template shows."""
    words = {"title": _("Exemple de graphique"), "description": _("Des valeurs inventées.")}
    points = [
        Point("2016-01-01", 14, _("avant"), "14"),
        Point("2017-06-01", 12, _("pendant"), "12"),
        Point("2018-01-01", 9, _("autre définition"), "9", breaks=True),
        Point("2019-01-01", 8, _("après"), "8"),
    ]
    target = Point("2020-01-01", 5, _("cible"), "5")
    rows = [Bar(_("Premier lieu"), 12, "12"), Bar(_("Deuxième lieu"), 5, "5")]
    areas = [_square("A", 0, 0), _square("B", 1, 0), _square("C", 2, 0)]
    return {
        "chapters": CHAPTERS,
        "form": _sample_form(),
        "line": charts.line(points, colour="street", target=target, **words),
        "bars": charts.bars(rows, colour="prevention", **words),
        "map": charts.area_map(areas, values={"A": 12, "B": 5}, colour="cooperation", **words),
    }
