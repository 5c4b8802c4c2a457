"""How likely it is that two records are one person: weights of evidence, added up and told one by one.

After Fellegi and Sunter: each comparison falls on a level, each level weighs log2(m / u) bits, where m is how often two
records of one person fall on it and u how often two records of two persons do. Nothing said on either side weighs
nothing. A weight is evidence for a person who decides: nothing is ever merged on it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz.distance import JaroWinkler

from . import names

MOST_BITS = 15.0
"""However rare a name is, that two records share it weighs no more."""

CLOSE = 0.88
"""Jaro-Winkler likeness from which two names are near."""


@dataclass(frozen=True)
class Side:
    """One record, as it is compared. Names are lists of plain words; a year alone has no `day`."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    day: date | None = None
    year: int | None = None
    about: bool = False
    gender: str = ""
    phone: str = ""
    email: str = ""


def side(
    given: str, family: str, others: Sequence[str] = (), *, birth_date: date | None = None,
    birth_year: int | None = None,
    precision: str = "", gender: str = "", phone: str = "", email: str = "",
) -> Side:  # fmt: skip
    """A record made comparable. The first of January is a year: it is what is written when the day is not known.

    >>> made = side("Aïcha", "Ba", birth_date=date(1980, 1, 1), phone="+33 6 00 00 00 01")
    >>> made.given, made.day, made.year, made.phone
    (('aicha',), None, 1980, '600000001')
    """
    has_day = birth_date is not None and (birth_date.month, birth_date.day) != (1, 1)
    return Side(
        tuple(names.words(given)), tuple(names.words(family)), frozenset(names.words(*others)),
        birth_date if has_day else None, birth_date.year if birth_date else birth_year, precision == "about",
        gender, "".join(sign for sign in phone if sign.isdigit())[-9:], email.strip().casefold(),
    )  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """One comparison: the level it falls on, and its weight in bits; a negative one speaks against."""

    code: str
    bits: float


@dataclass(frozen=True)
class Verdict:
    """All the comparisons, and their sum."""

    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Weights:
    """Bits per level, how often one person's two records bear the same name, and from which sum a pair is proposed."""

    version: str
    propose_from: float
    bits: Mapping[str, float]
    same_name: Mapping[str, float] = field(default_factory=lambda: {"given": 0.7, "family": 0.7})


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights in force, from `data/matching_weights.toml`."""
    text = files("pacte.ground.people").joinpath("data/matching_weights.toml").read_text(encoding="utf-8")
    said: dict[str, Any] = tomllib.loads(text)
    return Weights(said["version"], said["propose_from"], said["bits"] | said.get("by_hand", {}), said["same_name"])


Share = Callable[[str], float]


def nobody_counted(word: str) -> float:
    """When it is not known how many bear a name: one in a thousand."""
    return 0.001


def compare(one: Side, other: Side, by: Weights, share: Share = nobody_counted) -> Verdict:
    """What speaks for and against the two records being one person.

    `share` says which part of the persons bear a word: a rare name in common weighs more than a frequent one.

    >>> by = Weights("test", 10, {"birth_day": 13.0, "birth_other": -6.0, "given_slip": 5.0})
    >>> aicha = side("Aïcha", "Konaté", birth_date=date(1980, 5, 2))
    >>> verdict = compare(aicha, side("Aicha", "KONATE", birth_date=date(1980, 5, 2)), by)
    >>> [(reason.code, round(reason.bits, 1)) for reason in verdict.reasons]
    [('given_exact', 9.5), ('family_exact', 9.5), ('birth_day', 13.0)]
    >>> compare(aicha, side("Konaté", "Aïcha"), by).reasons[-1].code
    'names_swapped'
    """
    found = _names(one, other, by, share)
    for code in (_other_names(one, other), birth(one, other), _gender(one, other), *_contact(one, other)):
        if code:
            found.append(Reason(code, by.bits.get(code, 0.0)))
    return Verdict(round(sum(reason.bits for reason in found), 3), tuple(found))


def _names(one: Side, other: Side, by: Weights, share: Share) -> list[Reason]:
    """Given with given and family with family, or crossed when that says more."""
    straight = [
        _weighed("given", one.given, other.given, by, share),
        _weighed("family", one.family, other.family, by, share),
    ]
    crossed = [
        _weighed("given", one.given, other.family, by, share),
        _weighed("family", one.family, other.given, by, share),
    ]
    swapped = [*(each for each in crossed if each), Reason("names_swapped", by.bits.get("names_swapped", -3.0))]
    plain = [each for each in straight if each]
    if all(crossed) and _sum(swapped) > _sum(plain):
        return swapped
    return plain


def _sum(reasons: Sequence[Reason]) -> float:
    return sum(reason.bits for reason in reasons)


def _weighed(kind: str, one: tuple[str, ...], other: tuple[str, ...], by: Weights, share: Share) -> Reason | None:
    level = name_level(one, other)
    if not level:
        return None
    code = f"{kind}_{level}"
    if level == "exact":
        rarest = max(min(share(word) for word in one), 1e-7)
        return Reason(code, round(min(math.log2(by.same_name[kind] / rarest), MOST_BITS), 3))
    return Reason(code, by.bits.get(code, 0.0))


def name_level(one: Sequence[str], other: Sequence[str]) -> str:
    """The level on which two names fall; nothing when one of them is not known.

    >>> name_level(["dupont"], ["dupond"]), name_level(["filip"], ["philippe"]), name_level(["sow"], [])
    ('slip', 'alike', '')
    >>> name_level(["ba", "diallo"], ["diallo"]), name_level(["mhmd"], ["mohamed"]), name_level(["sow"], ["kante"])
    ('part', 'bones', 'other')
    """
    if not one or not other:
        return ""
    first, second = "".join(one), "".join(other)
    if first == second or sorted(one) == sorted(other):
        return "exact"
    if min(len(first), len(second)) > 2 and names.distance(first, second) == 1:
        return "slip"
    return "alike" if names.sound(first) == names.sound(second) else _loosely(one, other)


def _loosely(one: Sequence[str], other: Sequence[str]) -> str:
    """The levels of names that are neither written nor heard alike."""
    if {word for word in one if len(word) > 2} & {word for word in other if len(word) > 2}:
        return "part"
    first, second = "".join(one), "".join(other)
    if names.frame(first) and names.frame(first) == names.frame(second):
        return "bones"
    return "near" if JaroWinkler.similarity(first, second) >= CLOSE else "other"


def _other_names(one: Side, other: Side) -> str:
    """A nickname, a birth name or another spelling that the other record bears under any of its names."""
    mine, theirs = {*one.given, *one.family}, {*other.given, *other.family}
    shared = (one.others & (other.others | (theirs - mine))) | (other.others & (mine - theirs))
    return "other_name" if any(len(word) > 2 for word in shared) else ""


def birth(one: Side, other: Side) -> str:
    """The level on which two births fall.

    >>> say = lambda a, b: birth(Side(day=a, year=a.year), Side(day=b, year=b.year))
    >>> say(date(1980, 5, 2), date(1980, 2, 5)), say(date(1980, 5, 2), date(1980, 5, 12))
    ('birth_swapped', 'birth_part')
    >>> birth(Side(year=1980), Side(day=date(1981, 5, 2), year=1981)), birth(Side(), Side(year=1980))
    ('birth_year_near', '')
    """
    if one.day and other.day:
        return _days(one.day, other.day)
    if one.year is None or other.year is None:
        return ""
    apart = abs(one.year - other.year)
    if apart == 0:
        return "birth_year"
    return "birth_year_near" if apart <= (5 if one.about or other.about else 2) else "birth_year_other"


def _days(one: date, other: date) -> str:
    if one == other:
        return "birth_day"
    same = (one.year == other.year, one.month == other.month, one.day == other.day)
    if same[0] and (one.month, one.day) == (other.day, other.month):
        return "birth_swapped"
    if sum(same) == 2:
        return "birth_part"
    return "birth_other_day" if same[0] else "birth_other"


def _gender(one: Side, other: Side) -> str:
    if not one.gender or not other.gender:
        return ""
    return "gender_same" if one.gender == other.gender else "gender_other"


def _contact(one: Side, other: Side) -> list[str]:
    found = []
    if one.phone and other.phone:
        found.append("phone_same" if one.phone == other.phone else "phone_other")
    if one.email and other.email:
        found.append("email_same" if one.email == other.email else "email_other")
    return found
