"""Which tier a household is in, by the public grid: the first tier of which one criterion holds, and that criterion.

A rule is computed from the composition alone; what nobody can compute (violence, health, distress) is stated by whoever
qualifies the request. No score, no weight: codes, in an order that everybody can read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from .allocation.problem import ADULT_AGE, Member

MONTHS = 12


@dataclass(frozen=True)
class Criterion:
    """One line of a grid: a rule with its number, or nothing but a code when it is stated."""

    code: str
    tier: int
    rule: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Rule:
    """How a rule reads a composition. `number`: what it counts ("months", "years"), "" when it takes none."""

    holds: Callable[[Sequence[Member], int], bool]
    number: str = ""


def _child_under_months(members: Sequence[Member], months: int) -> bool:
    """Ages are in completed years: under twelve months, a child of age 0 is needed and the rest is stated."""
    years = max(1, months // MONTHS)
    return any(member.age is not None and member.age < years for member in members)


def _child_under_years(members: Sequence[Member], years: int) -> bool:
    return any(member.is_child and (member.age or 0) < years for member in members)


def _child_from_years(members: Sequence[Member], years: int) -> bool:
    return any(member.is_child and (member.age or 0) >= years for member in members)


def _adult_up_to_years(members: Sequence[Member], years: int) -> bool:
    return any(member.age is not None and ADULT_AGE <= member.age <= years for member in members)


def _anyone_from_years(members: Sequence[Member], years: int) -> bool:
    return any(member.age is not None and member.age >= years for member in members)


def _with_children(members: Sequence[Member], number: int) -> bool:
    return any(member.is_child for member in members)


def _without_children(members: Sequence[Member], number: int) -> bool:
    return bool(members) and not any(member.is_child for member in members)


def _one_adult(members: Sequence[Member], number: int) -> bool:
    return len(members) == 1 and not members[0].is_child


def _everyone(members: Sequence[Member], number: int) -> bool:
    return True


RULES: dict[str, Rule] = {
    "child_under_months": Rule(_child_under_months, "months"),
    "child_under_years": Rule(_child_under_years, "years"),
    "child_from_years": Rule(_child_from_years, "years"),
    "adult_up_to_years": Rule(_adult_up_to_years, "years"),
    "anyone_from_years": Rule(_anyone_from_years, "years"),
    "with_children": Rule(_with_children),
    "without_children": Rule(_without_children),
    "one_adult": Rule(_one_adult),
    "everyone": Rule(_everyone),
}
"""Rules by code. "Older than 65" is read as 65 completed years, "under 3" as fewer than 3 completed years."""


def is_stated(criterion: Criterion) -> bool:
    """Has somebody to say it? What no rule computes, and months that years do not show.

    >>> is_stated(Criterion("violence", 2)), is_stated(Criterion("newborn", 1, "child_under_months", 3))
    (True, True)
    >>> is_stated(Criterion("young-child", 2, "child_under_years", 3))
    False
    """
    return not criterion.rule or (criterion.rule == "child_under_months" and (criterion.number or 0) % MONTHS != 0)


def is_possible(criterion: Criterion, members: Sequence[Member]) -> bool:
    """Does the composition allow it? A newborn cannot be stated of a household without a child of age 0.

    >>> is_possible(Criterion("newborn", 1, "child_under_months", 3), [Member(30, "woman"), Member(4)])
    False
    """
    rule = RULES.get(criterion.rule)
    return not criterion.rule or (rule is not None and rule.holds(members, criterion.number or 0))


def holds(criterion: Criterion, members: Sequence[Member], stated: Collection[str]) -> bool:
    """Is this household what the criterion describes?

    >>> holds(Criterion("older", 3, "anyone_from_years", 65), [Member(70, "man")], [])
    True
    >>> newborn, family = Criterion("newborn", 1, "child_under_months", 3), [Member(30, "woman"), Member(0)]
    >>> holds(newborn, family, []), holds(newborn, family, ["newborn"])
    (False, True)
    """
    return is_possible(criterion, members) and (not is_stated(criterion) or criterion.code in stated)


def tier_of(
    criteria: Iterable[Criterion], members: Sequence[Member], stated: Collection[str] = ()
) -> tuple[int | None, str]:
    """The tier and the code of the criterion that puts the household there: the first tier of which one holds.

    A household of no criterion gets the last tier, and no code. Without a criterion at all, or without anybody known
    and nothing stated, there is no tier.

    >>> grid = [Criterion("violence", 1), Criterion("child", 2, "child_under_years", 3),
    ...         Criterion("alone", 4, "without_children")]
    >>> tier_of(grid, [Member(30, "woman"), Member(2)], [])
    (2, 'child')
    >>> tier_of(grid, [Member(30, "woman"), Member(2)], ["violence"])
    (1, 'violence')
    >>> tier_of(grid, [Member(40, "man")], [])
    (4, 'alone')
    >>> tier_of(grid, [Member(40, "man"), Member(9)], [])
    (4, '')
    >>> tier_of(grid, [], [])
    (None, '')
    """
    ordered = sorted(criteria, key=lambda each: each.tier)
    for criterion in ordered:
        if (members or is_stated(criterion)) and holds(criterion, members, stated):
            return criterion.tier, criterion.code
    return (ordered[-1].tier, "") if ordered and members else (None, "")


def changes(
    before: Iterable[Criterion], after: Iterable[Criterion]
) -> list[tuple[str, Criterion | None, Criterion | None]]:
    """What changed between two versions, by code: added (no before), removed (no after), moved or read otherwise.

    >>> one, two = [Criterion("violence", 2), Criterion("old", 3)], [Criterion("violence", 1), Criterion("health", 2)]
    >>> [(code, bool(was), bool(now)) for code, was, now in changes(one, two)]
    [('violence', True, True), ('health', False, True), ('old', True, False)]
    """
    was, now = {each.code: each for each in before}, {each.code: each for each in after}
    order = [*now, *(code for code in was if code not in now)]
    return [(code, was.get(code), now.get(code)) for code in order if was.get(code) != now.get(code)]
