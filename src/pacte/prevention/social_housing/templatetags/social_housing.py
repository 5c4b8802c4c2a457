"""Money, compositions and points as pages print them."""

from __future__ import annotations

from django import template

from ..models import DwellingCandidate
from ..reads.words import composition, decided_words, euros, signed

register = template.Library()

register.filter("euros", euros)
register.filter("signed", signed)
register.filter("decided_words", decided_words)


@register.filter
def household(candidate: DwellingCandidate) -> str:
    """Who stands for a home: how many persons, how many children."""
    return composition(candidate.persons, candidate.children)


@register.simple_tag
def household_of(persons: int, children: int) -> str:
    """The same, of two numbers."""
    return composition(persons, children)
