"""What a household that asks is: its kind, how it may be split, and which calls are about the same household.

Plain Python. It refuses nothing silently: each fault has a code, the verbs give it words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..enums.requests import HouseholdKind, RequestSource

ADULT_AGE = 18
OLDEST = 120
MOST_MEMBERS = 60
MOST_ANIMALS = 20
MOST_GROUPS = 9
LONGEST_WORDS = 2000
WOMAN, MAN = "woman", "man"


@dataclass(frozen=True)
class Someone:
    """Somebody of the household: an age in years (None: an adult who did not say), a gender as stated, "" when not.

    `says_minor`: says to be under eighteen, whatever age is written. `person`: a known person, if any. `was`: the
    position of the same member before a change, whose person is kept.
    """

    age: int | None = None
    gender: str = ""
    says_minor: bool = False
    person: Any = None
    was: int | None = None

    @property
    def is_minor(self) -> bool:
        """Under eighteen, or says to be.

        >>> Someone(17).is_minor, Someone(None).is_minor, Someone(19, says_minor=True).is_minor
        (True, False, True)
        """
        return self.says_minor or (self.age is not None and self.age < ADULT_AGE)


@dataclass(frozen=True)
class Asked:
    """What is known of a household that asks for a night. Everything may be left out but what a round needs.

    `members` empty: not said yet, the request stays "received". `point`: (latitude, longitude) in degrees, rounded
    before it is kept. `parts`: the agreed split, as groups of positions in `members`. `way`: how to reach the
    household; `relay`: who passes messages on for one without a telephone. `night` None: tonight. `file`,
    `household`, `territory`, `previous_site`, `from_organisation` are rows of the database. `to_complete`: what is
    known is kept, and the request waits to be qualified.
    """

    members: tuple[Someone, ...] = ()
    source: str = RequestSource.CALL
    night: Any = None
    file: Any = None
    household: Any = None
    from_organisation: Any = None
    territory: Any = None
    point: tuple[float, float] | None = None
    previous_site: Any = None
    needs_step_free: bool = False
    animals: int = 0
    care_need: str = ""
    criteria: tuple[str, ...] = ()
    danger: str = ""
    parts: tuple[tuple[int, ...], ...] = ()
    way: str = ""
    relay: str = ""
    words: str = ""
    external_id: str = ""
    to_complete: bool = False


def kind_of(members: Iterable[Any]) -> HouseholdKind | None:
    """The kind of household, from who is in it (`age`, `gender`, `says_minor` of each); None without anybody.

    Nobody of age: a minor alone, even several of them. Two adults who ask together are counted as a couple; an adult
    who does not say woman or man, with children, is counted among the groups with children.

    >>> kind_of([Someone(30, "woman"), Someone(2)]).value, kind_of([Someone(16, "man"), Someone(15, "man")]).value
    ('woman_with_children', 'minor_alone')
    >>> kind_of([Someone(25, "man", says_minor=True)]).value, kind_of([Someone(), Someone(), Someone()]).value
    ('minor_alone', 'adults')
    >>> kind_of([]) is None
    True
    """
    people = list(members)
    minors = [each for each in people if is_minor(each)]
    adults = [each for each in people if not is_minor(each)]
    if not people:
        return None
    if not adults:
        return HouseholdKind.MINOR_ALONE
    if len(adults) == 1:
        return _of_one(adults[0].gender, bool(minors))
    if len(adults) == 2:
        return HouseholdKind.COUPLE_WITH_CHILDREN if minors else HouseholdKind.COUPLE
    return HouseholdKind.GROUP_WITH_CHILDREN if minors else HouseholdKind.ADULTS


def _of_one(gender: str, has_children: bool) -> HouseholdKind:
    if has_children:
        by_gender = {WOMAN: HouseholdKind.WOMAN_WITH_CHILDREN, MAN: HouseholdKind.MAN_WITH_CHILDREN}
        return by_gender.get(gender, HouseholdKind.GROUP_WITH_CHILDREN)
    return {WOMAN: HouseholdKind.SINGLE_WOMAN, MAN: HouseholdKind.SINGLE_MAN}.get(gender, HouseholdKind.SINGLE_OTHER)


def is_minor(member: Any) -> bool:
    """Under eighteen, or says to be."""
    return bool(member.says_minor) or (member.age is not None and member.age < ADULT_AGE)


class SplitFault(StrEnum):
    """Why a split cannot stand."""

    ONE_GROUP = "one_group"
    SOMEBODY_LEFT = "somebody_left"
    NO_ADULT = "no_adult"


def split_fault(parts: Sequence[Sequence[int]], members: Sequence[Any]) -> SplitFault | None:
    """What is wrong with a split: each member is in one group and one only, and no group is of minors alone.

    >>> pair = [Someone(30), Someone(31), Someone(3)]
    >>> split_fault([[0, 2], [1]], pair) is None, split_fault([], pair) is None
    (True, True)
    >>> [split_fault(parts, pair).value for parts in ([[0, 1], [2]], [[0], [1]], [[0, 1, 2]])]
    ['no_adult', 'somebody_left', 'one_group']
    """
    if not parts:
        return None
    if len(parts) < 2:
        return SplitFault.ONE_GROUP
    if sorted(position for part in parts for position in part) != list(range(len(members))):
        return SplitFault.SOMEBODY_LEFT
    if any(all(is_minor(members[position]) for position in part) for part in parts):
        return SplitFault.NO_ADULT
    return None


def keeps_minors(before: Iterable[Any], after: Iterable[Any]) -> bool:
    """Whether nobody who was, or said to be, a minor has come of age or gone between two compositions.

    >>> keeps_minors([Someone(16)], [Someone(16), Someone(40)]), keeps_minors([Someone(16)], [Someone(19)])
    (True, False)
    """
    return sum(map(is_minor, after)) >= sum(map(is_minor, before))


def same_composition(first: Iterable[Any], second: Iterable[Any]) -> bool:
    """Whether two compositions are alike, whatever the order in which they were said.

    >>> same_composition([Someone(30, "man"), Someone(5)], [Someone(5), Someone(30, "man")])
    True
    """
    return _counted(first) == _counted(second)


def _counted(members: Iterable[Any]) -> list[tuple[int, str, bool]]:
    return sorted((-1 if each.age is None else each.age, each.gender, bool(each.says_minor)) for each in members)


def same_way(first: str, second: str) -> bool:
    """Whether two ways to reach a household are one: the same telephone however it is spaced, or the same words.

    >>> same_way("06 00 00 00 12", "0600000012 (le soir)"), same_way("Par le gardien", " par le  gardien "),
    (True, True)
    >>> same_way("", ""), same_way("06 00 00 00 12", "06 00 00 00 13")
    (False, False)
    """
    if not first.strip() or not second.strip():
        return False
    numbers = phone_in(first), phone_in(second)
    if any(numbers):
        return numbers[0] == numbers[1]
    return " ".join(first.casefold().split()) == " ".join(second.casefold().split())


def phone_in(text: str) -> str:
    """The telephone number written in a text, as digits; "" without any.

    >>> phone_in("Son téléphone : 06 00 00 00 12, le soir"), phone_in("+33 6 00 00 00 12"), phone_in("le gardien")
    ('0600000012', '0600000012', '')
    """
    found = re.search(r"\+?\d(?:[ .\-]?\d){7,14}", text)
    if found is None:
        return ""
    digits = re.sub(r"[^\d+]", "", found.group())
    return re.sub(r"^(\+|00)33", "0", digits)


def way_text(way: str, relay: str) -> str:
    """How to reach a household as it is kept: the way on a line, its relay on the next.

    >>> way_text("06 00 00 00 12", ""), way_text("", "Une bénévole"), way_parts(way_text("le soir", "Une bénévole"))
    ('06 00 00 00 12', '\\nUne bénévole', ('le soir', 'Une bénévole'))
    """
    line, through = " ".join(way.split()), " ".join(relay.split())
    return f"{line}\n{through}" if through else line


def way_parts(text: str) -> tuple[str, str]:
    """The way and the relay of a text that `way_text` made."""
    way, _line, relay = text.partition("\n")
    return way, relay


def rounded(point: tuple[float, float]) -> tuple[float, float]:
    """A point at two decimals, about a kilometre: enough for a distance, not for a sleeping place.

    >>> rounded((48.856614, 2.3522219))
    (48.86, 2.35)
    """
    return round(point[0], 2), round(point[1], 2)
