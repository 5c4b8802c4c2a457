"""How every form is drawn, and what the rooms' forms share.

What to correct comes first, then each field with its label, its help and its error.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from pacte.ground.declarations.errors import BadInput

from .drawing import drawn


class Renderer(TemplatesSetting):
    """`{{ form }}` in any template draws the component of the gallery."""

    form_template_name = "web/components/form.html"

    def render(self, template_name: str, context: Any, request: HttpRequest | None = None) -> str:
        widget = drawn(template_name, context["widget"]) if "widget" in context else None
        return super().render(template_name, context, request) if widget is None else widget


class Explained(forms.Form):
    """A form that takes a verb's refusals as its own errors."""

    def take(self, bad: BadInput) -> None:
        """Show each fault beside the field it names, or above the form."""
        for fault in bad.faults:
            words = f"{fault.what} {fault.remedy}".strip()
            self.add_error(fault.where if fault.where in self.fields else None, words)


def day_field(**options: Any) -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def text_area(rows: int = 3) -> forms.Textarea:
    """Room for a few lines."""
    return forms.Textarea(attrs={"rows": rows})
