"""An address as people type it: its number, its street in comparable words, its postal code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from anyascii import anyascii

from .likeness import alike

LONGEST = 200
MOST_WORDS = 16
SHORT = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "boul": "boulevard", "bvd": "boulevard", "pl": "place", "sq": "square", "fbg": "faubourg", "fg": "faubourg",
    "imp": "impasse", "pass": "passage", "ch": "chemin", "che": "chemin", "all": "allee", "rte": "route",
    "st": "saint", "ste": "sainte", "gal": "general", "mal": "marechal", "dr": "docteur", "prof": "professeur",
    "pdt": "president", "pte": "porte",
}  # fmt: skip
"""French abbreviations of ways and titles."""

WAYS = frozenset(SHORT.values()) - {
    "saint", "sainte", "general", "marechal", "docteur", "professeur", "president"
}  # fmt: skip
LINKS = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"})
SUFFIXES = frozenset({"bis", "ter", "quater", "quinquies", *"abcdef"})
NUMBER = re.compile(r"(\d{1,4})([a-z]*)")


@dataclass(frozen=True)
class Typed:
    """What an address typed says. `street` holds comparable words; 0 and "" when not said."""

    number: int
    suffix: str
    street: tuple[str, ...]
    codes: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words of a text, small, without accents."""
    plain = anyascii(unicodedata.normalize("NFKC", text[:LONGEST])).casefold()
    return re.findall(r"[a-z0-9]+", plain)[:MOST_WORDS]


def folded(street: str) -> str:
    """A street's name in comparable words: long forms, no links.

    >>> folded("Bd de l’Hôpital"), folded("R. du Fbg St-Antoine")
    ('boulevard hopital', 'rue faubourg saint antoine')
    """
    return " ".join(_long(words_of(street)))


def typed(text: str, codes: Collection[str], elsewhere: Collection[str] = ()) -> Typed:
    """Read an address. `codes` are the city's postal codes, `elsewhere` words that name the city or its parts.

    >>> typed("12 bis, av. de l’Exemple 75012 Paris", ["75012"], ["paris"])
    Typed(number=12, suffix='bis', street=('avenue', 'exemple'), codes=('75012',))
    >>> typed("rue du 8 mai 1945", []).number
    0
    """
    left = [word for word in words_of(text) if word not in elsewhere]
    found = tuple(word for word in left if word in codes)
    left = [word for word in left if word not in codes and not re.fullmatch(r"\d{5}", word)]
    number, suffix = 0, ""
    if len(left) > 1 and (first := NUMBER.fullmatch(left[0])) and (not first[2] or first[2] in SUFFIXES):
        number, suffix = int(first[1]), first[2]
        left = left[1:]
        if not suffix and len(left) > 1 and left[0] in SUFFIXES:
            suffix, left = left[0], left[1:]
    return Typed(number, suffix, tuple(_long(left)), found)


def best(street: Iterable[str], known: Mapping[int, str], most: int = 5) -> list[tuple[int, int]]:
    """The streets that answer these words, the closest first, as (key, how far): slips and words too many.

    >>> best(["rue", "rockette"], {1: "rue roquette", 2: "rue roquepine", 3: "avenue rochette"})
    [(1, 20)]
    >>> best(["exemple"], {1: "rue grand exemple", 2: "rue exemple"})
    [(2, 1), (1, 2)]
    """
    texts = {key: name.split() for key, name in known.items()}
    vocabulary = frozenset(word for words in texts.values() for word in words)
    near = [alike(word, vocabulary) for word in street]
    if not near or not all(near) or all(word in WAYS for word in street):
        return []
    found = []
    for key, words in texts.items():
        far = 0
        for each in near:
            slips = min((each[word] for word in words if word in each), default=None)
            if slips is None:
                break
            far += 10 * slips
        else:
            found.append((far + len(words) - len(near), key))
    return [(key, far) for far, key in sorted(found)[:most]]


def _long(words: Iterable[str]) -> list[str]:
    return [SHORT.get(word, word) for word in words if word not in LINKS]
