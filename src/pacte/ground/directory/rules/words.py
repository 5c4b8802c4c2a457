"""What somebody types in the search box, understood: what they look for, for whom, and the words of a name.

Accents, word order, plurals and slips of the keyboard are let through. Nothing typed is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from pacte.ground.territory.rules.likeness import is_slip

from .words_table import AUDIENCE_WORDS, EMPTY, WORDS

MOST_WORDS = 12
LONGEST_TYPED = 200
LONGEST_NAME = 4
ARABIC = re.compile(r"[\u0600-\u06ff]+")
ARABIC_PREFIX = re.compile(r"^(?:وال|بال|كال|فال|لل|ال)(?=..)")
ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااااهوي")


@dataclass(frozen=True)
class Group:
    """Words typed side by side that say one thing: these categories, or a name that is written like this."""

    words: tuple[str, ...]
    categories: frozenset[str]


@dataclass(frozen=True)
class Understood:
    """What was typed: groups that a place should answer, all of them if one does, and the publics named."""

    groups: tuple[Group, ...]
    audiences: tuple[str, ...]

    @property
    def categories(self) -> frozenset[str]:
        return frozenset().union(*(group.categories for group in self.groups))

    @property
    def names_something(self) -> bool:
        """Whether some words are of no category: they can only be those of a name."""
        return any(not group.categories for group in self.groups)


def words_in(text: str) -> list[str]:
    """The words of a text: Latin letters and digits, small, without accents; Arabic without its article.

    >>> words_in("Épicerie solidaire, PARIS 12e"), words_in("الدش") == words_in("دش")
    (['epicerie', 'solidaire', 'paris', '12e'], True)
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TYPED])
    plain = ARABIC.sub(lambda found: _arabic(found[0]), plain)
    return re.findall(r"[a-z0-9]+", anyascii(plain).casefold())[:MOST_WORDS]


def understand(text: str) -> Understood:
    """Cut what was typed into groups, the longest known name first.

    >>> [sorted(group.categories) for group in understand("lavrie et colis alimantaire").groups]
    [['laundry'], ['food_parcel']]
    >>> understand("douche femmes").audiences
    ('women',)
    """
    typed = [word for word in words_in(text) if word not in _empty()] or words_in(text)
    groups: list[Group] = []
    audiences: dict[str, None] = {}
    at = 0
    while at < len(typed):
        taken, categories, publics = _longest(typed[at:])
        if publics and not categories:
            audiences.update(dict.fromkeys(publics))
        else:
            groups.append(Group(tuple(typed[at : at + taken]), categories))
        at += taken
    return Understood(tuple(groups), tuple(audiences))


def _longest(typed: list[str]) -> tuple[int, frozenset[str], tuple[str, ...]]:
    """How many of the first words are a known name, and of what; one word of no category when none is."""
    for length in range(min(LONGEST_NAME, len(typed)), 0, -1):
        categories, audiences = _meaning(" ".join(sorted(typed[:length])))
        if categories or audiences:
            return length, categories, audiences
    return 1, frozenset(), ()


@lru_cache(maxsize=4096)
def _meaning(key: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The categories and publics of a name, its words sorted: as written, else each word slipped at most a little."""
    names = _names()
    if key in names:
        return names[key]
    words = key.split()
    near = [name for name in names if name.count(" ") == key.count(" ") and _near(words, name.split())]
    least = min((OSA.distance(key, name) for name in near), default=0)
    best = [name for name in near if OSA.distance(key, name) == least]
    categories = frozenset().union(*(names[name][0] for name in best))
    return categories, tuple(dict.fromkeys(public for name in best for public in names[name][1]))


def _near(words: list[str], said: list[str]) -> bool:
    """Whether each word is one of those said, or a slip of it."""
    left = list(said)
    for word in words:
        near = min(left, key=lambda each: OSA.distance(word, each), default=None)
        if near is None or not is_slip(word, near):
            return False
        left.remove(near)
    return True


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Each way to name something, its words sorted, with what it names."""
    found: dict[str, tuple[set[str], list[str]]] = {}
    for category, ways in WORDS.items():
        for key in _keys(ways):
            found.setdefault(key, (set(), []))[0].add(str(category))
    for audience, ways in AUDIENCE_WORDS.items():
        for key in _keys(ways):
            found.setdefault(key, (set(), []))[1].append(str(audience))
    return {key: (frozenset(categories), tuple(publics)) for key, (categories, publics) in found.items()}


def _keys(ways: str) -> Iterable[str]:
    for way in ways.split(","):
        words = [word for word in words_in(way) if word not in _empty()]
        if words:
            yield " ".join(sorted(words))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(word for each in EMPTY.split(",") for word in words_in(each))


def _arabic(word: str) -> str:
    bare = "".join(letter for letter in word if not unicodedata.combining(letter) and letter != "ـ")
    return ARABIC_PREFIX.sub("", bare).translate(ARABIC_LETTERS)
