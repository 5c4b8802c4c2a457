"""Invented households that ask for a night: single men first, then families, then single women."""

from __future__ import annotations

import random

from ..rules.requests import Someone

KINDS = {"man": 45, "woman": 11, "couple": 6, "mother": 14, "father": 3, "parents": 18, "group": 3}


def household(draw: random.Random) -> tuple[Someone, ...]:
    """Who asks together; ages in years."""
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    adult = draw.choice([19, 22, 24, 28, 33, 37, 41, 46, 52, 58, 66, 71])
    children = tuple(Someone(draw.choice([0, 1, 2, 4, 6, 8, 11, 14, 16])) for _ in range(draw.choice([1, 1, 2, 2, 3])))
    match kind:
        case "man" | "woman":
            return (Someone(adult, kind),)
        case "couple":
            return (Someone(adult, "woman"), Someone(adult + 2, "man"))
        case "mother":
            return (Someone(max(20, adult - 10), "woman"), *children)
        case "father":
            return (Someone(max(24, adult - 6), "man"), *children)
        case "parents":
            return (Someone(33, "woman"), Someone(36, "man"), *children)
        case _:
            return (Someone(27, "man"), Someone(29, "man"), Someone(31, "man"))
