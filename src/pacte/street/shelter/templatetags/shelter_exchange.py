"""The fields of an import, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from ..reads.exchange import VALUE_WORDS

register = template.Library()


@register.filter
def fields_in_words(names: Iterable[str]) -> str:
    """Our fields as a list of words."""
    return ", ".join(str(VALUE_WORDS.get(name, name)) for name in names)
