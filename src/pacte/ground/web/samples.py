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
        value = forms.IntegerField(label=_("Valeur"), help_text=_("En chiffres, sans unité."))
        note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
        answer = forms.ChoiceField(
            label=_("Réponse"), choices=[("yes", _("Oui")), ("no", _("Non"))], widget=forms.RadioSelect
        )

    return SampleForm({"value": _("beaucoup"), "note": _("Ce qui est tapé reste."), "answer": "yes"})


def context() -> dict[str, Any]:
    """What the gallery's template shows."""
    words = {"title": _("Exemple de graphique"), "description": _("Deux valeurs inventées.")}
    points = [Point("2018-01-01", 12, _("avant"), "12"), Point("2019-01-01", 9, _("après"), "9")]
    target = Point("2020-01-01", 7, _("cible"), "7")
    rows = [Bar(_("Premier lieu"), 12, "12"), Bar(_("Deuxième lieu"), 5, "5")]
    return {
        "chapters": CHAPTERS,
        "form": _sample_form(),
        "line": charts.line(points, colour="street", target=target, **words),
        "bars": charts.bars(rows, colour="prevention", **words),
    }
