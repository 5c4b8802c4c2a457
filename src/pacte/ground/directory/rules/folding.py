"""Words of an entry as a search compares them: Latin letters, small, without accents, each once."""

from __future__ import annotations

from collections.abc import Iterable

from pacte.ground.people.rules.names import words


def folded(parts: Iterable[str]) -> str:
    """The words of these parts in their order, separated by spaces.

    >>> folded(["Le Café de l’Été", "12 rue de l’Exemple", "Douche", ""])
    'le cafe de l ete 12 rue exemple douche'
    """
    found: dict[str, None] = {}
    for part in parts:
        found.update(dict.fromkeys(words(part)))
    return " ".join(found)
