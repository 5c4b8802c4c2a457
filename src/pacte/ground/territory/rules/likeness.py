"""A word typed for another: itself, its beginning, or a slip of the keyboard."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_SLIP = 5
LONG = 8
SHORTEST_BEGINNING = 4


def slips_in(word: str) -> int:
    """Slips let through: two in a long word, one in another, none in a short one, where it makes another word."""
    return 0 if len(word) < SHORTEST_SLIP else 1 if len(word) < LONG else 2


def is_slip(word: str, meant: str) -> bool:
    """Whether one word may stand for the other.

    >>> is_slip("lavrie", "laverie"), is_slip("rue", "roue"), is_slip("domicil", "domiciliation")
    (True, False, True)
    """
    if word == meant or word.isdigit():
        return word == meant
    if len(word) >= SHORTEST_BEGINNING and meant.startswith(word) and len(meant) <= 2 * len(word):
        return True
    return len(word) >= SHORTEST_SLIP and OSA.distance(word, meant) <= slips_in(word)


def alike(word: str, vocabulary: Collection[str]) -> dict[str, int]:
    """The words of a vocabulary that this one may stand for, with the slips between them.

    >>> alike("lavrie", ["laverie", "librairie"])
    {'laverie': 1}
    """
    found = {each: 0 for each in vocabulary if each == word}
    if len(word) >= SHORTEST_BEGINNING - 1:
        found |= {each: 0 for each in vocabulary if each.startswith(word)}
    if not word.isdigit() and (most := slips_in(word)):
        for each, slips, _index in process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=20):
            found.setdefault(each, int(slips))
    return found
