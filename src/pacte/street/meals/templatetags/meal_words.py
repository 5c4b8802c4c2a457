"""How the pages of meals print a number, and say whose a card is."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def thin(value: int | None) -> str:
    """The number with thin spaces between thousands; nothing for no number."""
    return "" if value is None else f"{int(value):,}".replace(",", "\u202f")


@register.filter
def of(labels: Mapping[int, str], key: int) -> str:
    """The label of a card, or nothing."""
    return labels.get(key, "")
