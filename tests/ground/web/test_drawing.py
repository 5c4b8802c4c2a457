"""Widgets drawn without a template are those of Django's templates, but for blanks."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from pacte.ground.web.forms import Renderer

CHOICES = [("", "Tout"), ("a", "L’un & l’autre"), ("Groupe <1>", [("b", "B"), ("c", "C")])]
WIDGETS: list[tuple[forms.Widget, Any]] = [
    (forms.TextInput(attrs={"autocomplete": "off", "maxlength": 12}), 'un "mot" <b>'),
    (forms.TextInput(), None),
    (forms.HiddenInput(), 48.86),
    (forms.NumberInput(attrs={"step": "any"}), 3),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(attrs={"disabled": False}), False),
    (forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "2026-11-23"),
    (forms.TimeInput(attrs={"type": "time"}), "09:30"),
    (forms.PasswordInput(), "x"),
    (forms.EmailInput(), "a@b.example"),
    (forms.URLInput(), "https://b.example/?a=1&b=2"),
    (forms.Select(choices=CHOICES), "c"),
    (forms.Select(choices=CHOICES), None),
    (forms.SelectMultiple(choices=CHOICES), ["a", "b"]),
    (forms.CheckboxSelectMultiple(choices=CHOICES), ["a", "c"]),
    (forms.RadioSelect(choices=CHOICES, attrs={"class": "wide"}), "b"),
    (forms.NullBooleanSelect(), True),
    (forms.Textarea(attrs={"rows": 3}), "a\nb"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_widget_is_drawn_as_the_templates_of_django_draw_it(widget: forms.Widget, value: Any) -> None:
    given: dict[str, Any] = {"name": "field", "value": value, "attrs": {"id": "id_field", "required": True}}
    ours, theirs = widget.render(**given, renderer=Renderer()), widget.render(**given, renderer=DjangoTemplates())
    assert parse_html(ours) == parse_html(theirs)
