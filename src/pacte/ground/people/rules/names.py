"""How names are cut, heard and compared, in any script. Plain Python: nothing here knows who has which name.

A name is never corrected: the words made here serve to find it again, whoever types it and however.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

LONGEST_WORD = 60
MOST_WORDS = 12
"""A name of more words than this is indexed by its first ones."""

SHORTEST_WITH_VARIANTS = 4
"""A slip in a shorter word makes another word: Ali, Aly and Éli are told apart by their sound."""

SHORTEST_PREFIX = 3
SHORTEST_FRAME = 3


def words(*names: str) -> list[str]:
    """The words of some names in Latin letters, small, without accents; particles are kept, each word once.

    >>> words("François-Xavier d’Être", "DE LA TOUR")
    ['francois', 'xavier', 'd', 'etre', 'de', 'la', 'tour']
    >>> words("Иванов"), words("محمد"), words("O'Neil"), words("  ")
    (['ivanov'], ['mhmd'], ['o', 'neil'], [])
    """
    found: dict[str, None] = {}
    for name in names:
        plain = anyascii(unicodedata.normalize("NFKC", name)).casefold()
        for word in re.findall(r"[a-z0-9]+", plain):
            found.setdefault(word[:LONGEST_WORD])
    return list(found)[:MOST_WORDS]


def variants(word: str) -> set[str]:
    """The word with one letter out. Two words one slip apart share one of these, or one is a variant of the other.

    >>> sorted(variants("dupon"))
    ['dpon', 'duon', 'dupn', 'dupo', 'upon']
    >>> bool(variants("dupont") & variants("dupnot")), bool(variants("dupont") & variants("dupond"))
    (True, True)
    >>> variants("ali")
    set()
    """
    if len(word) < SHORTEST_WITH_VARIANTS:
        return set()
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


_HEARD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"(.)\1+", r"\1"),  # doubled letters
        (r"x", "ks"),
        (r"ph", "f"),
        (r"(t|s)?ch|sch|sh", "x"),
        (r"dj", "j"),
        (r"qu?|ck|c(?![eiy])", "k"),
        (r"c", "s"),
        (r"gu(?=[eiy])", "G"),
        (r"g(?=[eiy])", "j"),
        (r"gn", "ni"),
        (r"G", "g"),
        (r"h", ""),
        (r"au(?:lt|ld|l|d|t)s?$", "o"),
        (r"e?aux?", "o"),
        (r"oo|ou", "u"),
        (r"(?:^|(?<=[aeio]))u(?=[aeio])|w", "v"),
        (r"ai|ei|ay|ey|oe", "e"),
        (r"y", "i"),
        (r"z", "s"),
        (r"m(?=[bpn])", "n"),
        (r"[ae]n(?=[^aeiou]|$)|[ae]m(?=[bp])", "an"),
        (r"(?<=[a-z]{2})e?s$", ""),
        (r"(?<=[a-z][nrlou])[dtp]$", ""),
        (r"(?<=[a-z][iu])t$", ""),
        (r"(?<=[a-z]{2})e$", ""),
        (r"(?<=[a-z][nrl])[dtp]$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How the word is heard by a French ear, at most thirty signs; words that sound alike have the same.

    Rules of our own, made for names written down at a counter or a van's door: ph as f, eau as o, silent endings,
    doubled letters, h, ou before a vowel as w. Nothing is guessed beyond the letters.

    >>> sound("philippe") == sound("filip"), sound("thibault") == sound("tibaud"), sound("durand") == sound("durant")
    (True, True, True)
    >>> sound("ouassim") == sound("wassim"), sound("djamel") == sound("jamel"), sound("khaled") == sound("kaled")
    (True, True, True)
    >>> sound("thierry") == sound("tieri"), sound("sousa") == sound("souza"), sound("martin") == sound("morvan")
    (True, True, False)
    """
    heard = word
    for pattern, replacement in _HEARD:
        heard = pattern.sub(replacement, heard)
    return (heard or word)[:30]


@lru_cache(maxsize=4096)
def frame(word: str) -> str:
    """The consonants heard, for scripts that write no vowels; empty when too few to say anything.

    >>> frame("mohamed"), frame("mhmd"), frame("ali")
    ('~mmd', '~mmd', '')
    """
    bones = re.sub(r"[aeiou]", "", _without_h(word))
    return f"~{bones}" if len(bones) >= SHORTEST_FRAME else ""


def _without_h(word: str) -> str:
    plain = re.sub(r"(.)\1+", r"\1", word)
    for letters, heard in (("ou", "w"), ("ch", "x"), ("sh", "x"), ("dj", "j"), ("kh", "k"), ("c", "k"), ("q", "k")):
        plain = plain.replace(letters, heard)
    return plain.replace("h", "").replace("w", "").replace("y", "").replace("z", "s")


def keys(word: str) -> set[str]:
    """All by which a word is kept beside itself: its variants, and its consonants.

    >>> sorted(keys("amina"))
    ['aina', 'amia', 'amin', 'amna', 'mina']
    """
    bones = frame(word)
    return variants(word) | ({bones} if bones else set())


def distance(one: str, other: str) -> int:
    """Slips between two words: a letter more, less or other, two neighbours swapped.

    >>> distance("dupont", "dupnot"), distance("dupont", "dupond"), distance("dupont", "martin")
    (1, 1, 6)
    """
    return int(OSA.distance(one, other))


EXACT, BEGINNING, SLIP, ALIKE, TWO_SLIPS, BONES = "exact", "beginning", "slip", "alike", "two_slips", "bones"
WORTH = {EXACT: 1.0, SLIP: 0.86, ALIKE: 0.84, BEGINNING: 0.8, TWO_SLIPS: 0.66, BONES: 0.6}
"""What a likeness counts for when hits are put in order: an order, not a probability."""


def likeness(typed: str, word: str, *, may_go_on: bool = False) -> str:
    """How a typed word is like a kept one: a code of WORTH, or nothing. `may_go_on`: it may be the beginning alone.

    >>> likeness("dupont", "dupont"), likeness("dupon", "dupont"), likeness("filip", "philippe")
    ('exact', 'slip', 'alike')
    >>> likeness("muha", "muhammadou", may_go_on=True), likeness("mhmd", "mohamed"), likeness("ali", "eli")
    ('beginning', 'bones', '')
    """
    if typed == word:
        return EXACT
    shorter, longer = sorted((len(typed), len(word)))
    may_slip = shorter >= SHORTEST_WITH_VARIANTS - 1 and longer >= SHORTEST_WITH_VARIANTS
    slips = int(OSA.distance(typed, word, score_cutoff=2)) if may_slip else 3
    if slips == 1:
        return SLIP
    if len(word) > 1 and sound(typed) == sound(word):
        return ALIKE
    if may_go_on and len(typed) >= SHORTEST_PREFIX and word.startswith(typed):
        return BEGINNING
    if slips == 2 and shorter >= 7:
        return TWO_SLIPS
    return BONES if frame(typed) and frame(typed) == frame(word) else ""


def alike(typed: Iterable[str], kept: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """For each typed word, the best likeness among the kept words: (typed, likeness, place); likeness may be empty.

    The last typed word may be the beginning of a longer one.

    >>> list(alike(["diallo", "mari"], [("marie", "given"), ("dialo", "family")]))
    [('diallo', 'slip', 'family'), ('mari', 'slip', 'given')]
    """
    held, asked = list(kept), list(typed)
    for rank, word in enumerate(asked):
        best, where = "", ""
        for other, place in held:
            found = likeness(word, other, may_go_on=rank == len(asked) - 1)
            if WORTH.get(found, 0.0) > WORTH.get(best, 0.0):
                best, where = found, place
        yield word, best, where
