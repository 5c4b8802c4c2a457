"""Does a place suit who looks? A restriction binds, a preference never turns away; what is not stated lets in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..enums import Audience, AudienceRule

AGES: dict[str, tuple[int, int]] = {
    Audience.MINORS: (0, 17),
    Audience.YOUNG_ADULTS: (18, 25),
    Audience.SENIORS: (60, 130),
}
"""The years of age of publics that are an age, both included. Sixty is an example: each place states its own."""

SEXES = frozenset({Audience.WOMEN, Audience.MEN})
FOR_WOMEN = frozenset({Audience.WOMEN, Audience.PREGNANT})


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom a place or a service is, as it states it."""

    rule: str = AudienceRule.EVERYONE
    audiences: Collection[str] = ()
    age_min: int | None = None
    age_max: int | None = None


def suits(terms: Terms, asked: Collection[str]) -> bool:
    """Whether somebody of all these publics may come.

    >>> suits(Terms("only", ["men"]), ["women"]), suits(Terms("preferred", ["men"]), ["women"])
    (False, True)
    >>> suits(Terms(age_min=18), ["minors"]), suits(Terms(age_max=25), ["women"])
    (False, True)
    """
    if not asked:
        return True
    return _within_ages(terms, asked) and (terms.rule != AudienceRule.ONLY or _welcomes(terms, frozenset(asked)))


def _within_ages(terms: Terms, asked: Collection[str]) -> bool:
    """Ages bind unless they are a preference."""
    if terms.rule == AudienceRule.PREFERRED or (terms.age_min is None and terms.age_max is None):
        return True
    low, high = terms.age_min or 0, 130 if terms.age_max is None else terms.age_max
    return all(AGES[one][0] <= high and low <= AGES[one][1] for one in asked if one in AGES)


def _welcomes(terms: Terms, asked: frozenset[str]) -> bool:
    """One of the publics asked is named, and none is of the other sex than the one named."""
    named = frozenset(terms.audiences)
    if not named:
        return True
    if asked & FOR_WOMEN and Audience.WOMEN in named:
        asked |= {Audience.WOMEN}
    sexes = named & SEXES
    if sexes and asked & SEXES and not sexes & asked:
        return False
    return bool(named & asked)
