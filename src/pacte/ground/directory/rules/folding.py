"""Words of an entry as a search compares them: Latin letters, small, without accents, each once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pacte.ground.people.rules.names import words


def folded(parts: Iterable[str]) -> str:
    """The words of these parts in their order, separated by spaces.

    >>> folded(["Le Café de l’Été", "12 rue de l’Exemple", "Douche", ""])
    'le cafe de l ete 12 rue exemple douche'
    """
    found: dict[str, None] = {}
    for part in parts:
        found.update(dict.fromkeys(_words(part)))
    return " ".join(found)


@lru_cache(maxsize=2048)
def _words(part: str) -> tuple[str, ...]:
    """Towns, postal codes and categories come back from entry to entry."""
    return tuple(words(part))
