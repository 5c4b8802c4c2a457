"""Sums in pages."""

from __future__ import annotations

from django import template

from ..rules.money import euros as printed

register = template.Library()


@register.filter
def euros(amount: int | None) -> str:
    """Cents as they are printed; nothing stays nothing."""
    return "" if amount is None else printed(int(amount))
