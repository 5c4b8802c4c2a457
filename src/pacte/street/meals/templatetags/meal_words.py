"""How the pages of meals say whose a card is."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(labels: Mapping[int, str], key: int) -> str:
    """The label of a card, or nothing."""
    return labels.get(key, "")
