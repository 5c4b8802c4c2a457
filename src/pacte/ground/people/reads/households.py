"""Households and ties as one user may know them: only persons whom they may see, and no trace of the others.

A restricted person is absent for everyone who does not follow them: not listed, not counted, not hinted at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User

from ..enums import TieKind
from ..models import Household, HouseholdMember, Person, Tie
from .labels import labels
from .visibility import followed_by, seen_among, visible_to

SEEN_FROM_THE_OTHER = {
    TieKind.PARENT: _("Enfant de"),
    TieKind.PARTNER: _("En couple avec"),
    TieKind.SIBLING: _("Frère ou sœur de"),
    TieKind.GUARDIAN: _("Sous la responsabilité légale de"),
    TieKind.TRUSTED: _("A pour personne de confiance"),
    TieKind.RELATIVE: _("Autre proche de"),
}
"""The same tie, said of the second person."""


@dataclass(frozen=True)
class MemberSeen:
    """A member whom the user may see, with the name they may read."""

    row: HouseholdMember
    label: str

    @property
    def person(self) -> Person:
        return self.row.person


@dataclass(frozen=True)
class HouseholdSeen:
    """A household with the members that the user may see."""

    household: Household
    members: tuple[MemberSeen, ...]

    @property
    def current(self) -> list[MemberSeen]:
        """Members of today."""
        today = timezone.localdate()
        return [each for each in self.members if each.row.until is None or each.row.until >= today]

    @property
    def past(self) -> list[MemberSeen]:
        """Those who left."""
        return [each for each in self.members if each not in self.current]

    @property
    def label(self) -> str:
        """The members' names, the first ones to have come first."""
        return ", ".join(each.label for each in self.current or self.members)


@dataclass(frozen=True)
class TieSeen:
    """A tie, said from the person whose page it is on."""

    row: Tie
    words: str
    other: Person
    label: str


def household_for(user: User, key: UUID | str) -> HouseholdSeen | None:
    """The household of this key with the members whom the user may see; None when they see none."""
    found = seen_households(user, Household.objects.filter(key=key).select_related("part_of"))
    return next((each for each in found if each.members), None)


def households_of(user: User, person: Person) -> list[HouseholdSeen]:
    """The households of a person, today's first."""
    found = Household.objects.filter(members__person=person).distinct().order_by("-pk")
    return seen_households(user, found)


def seen_households(user: User, households: Iterable[Household]) -> list[HouseholdSeen]:
    """The same households, each with the members whom the user may see."""
    kept = list(households)
    every = list(HouseholdMember.objects.filter(household__in=kept).select_related("person"))
    visible = seen_among(user, (row.person_id for row in every))
    rows = [row for row in every if row.person_id in visible]
    names = labels(user, {row.person_id: row.person for row in rows}.values())
    seen = [MemberSeen(row, names[row.person_id]) for row in rows]
    return [
        HouseholdSeen(each, tuple(member for member in seen if member.row.household_id == each.pk)) for each in kept
    ]


def member_for(user: User, household: Household, number: int) -> MemberSeen | None:
    """One membership of the household, when the user may see who it is."""
    members = [member for seen in seen_households(user, [household]) for member in seen.members]
    return next((member for member in members if member.row.pk == number), None)


def whole_of(user: User, household: Household) -> HouseholdSeen | None:
    """The household of which this one is part, when the user sees somebody in it."""
    if household.part_of is None:
        return None
    return next((each for each in seen_households(user, [household.part_of]) if each.members), None)


def parts_of(user: User, household: Household) -> list[HouseholdSeen]:
    """The households that are part of this one and in which the user sees somebody."""
    return [each for each in seen_households(user, household.parts.order_by("pk")) if each.members]


def may_write_household(user: User, household: Household) -> bool:
    """Those who follow one of its members keep a household."""
    members = set(household.members.values_list("person", flat=True))
    return bool(members.intersection(followed_by(user).values_list("person", flat=True)))


def households_to_join(user: User, apart_from: Household) -> list[HouseholdSeen]:
    """Households of the persons whom the user follows, other than this one."""
    mine = set(followed_by(user).values_list("person", flat=True))
    found = Household.objects.filter(members__person__in=mine).exclude(pk=apart_from.pk)
    return seen_households(user, found.distinct().order_by("pk")[:200])


def ties_of(user: User, person: Person) -> list[TieSeen]:
    """What the person is to others whom the user may see, and the other way round; those that hold come first."""
    every = (
        Tie.objects.filter(Q(person=person) | Q(other=person))
        .select_related("person", "other").order_by("until", "since", "pk")
    )  # fmt: skip
    far = {row.pk: row.other_id if row.person_id == person.pk else row.person_id for row in every}
    visible = seen_among(user, far.values())
    rows = [row for row in every if far[row.pk] in visible]
    others = {row.pk: row.other if row.person_id == person.pk else row.person for row in rows}
    names = labels(user, {other.pk: other for other in others.values()}.values())
    ties = [
        TieSeen(
            row, str(TieKind(row.kind).label if row.person_id == person.pk else SEEN_FROM_THE_OTHER[TieKind(row.kind)]),
            others[row.pk], names[others[row.pk].pk],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(ties, key=lambda tie: tie.row.until is not None)


def tie_for(user: User, person: Person, number: int) -> Tie | None:
    """One tie of this person, when the user may see the other end."""
    ends = Q(person=person) | Q(other=person)
    tie = Tie.objects.filter(ends, pk=number).select_related("person", "other").first()
    if tie is None:
        return None
    other = tie.other_id if tie.person_id == person.pk else tie.person_id
    return tie if seen_among(user, [other]) else None


def companions(user: User, apart_from: Iterable[int]) -> list[tuple[str, str]]:
    """Whom the user may name beside somebody: those whom they follow, as (key, label)."""
    mine = set(followed_by(user).values_list("person", flat=True)) - set(apart_from)
    persons = list(Person.objects.filter(pk__in=mine).order_by("pk")[:500])
    names = labels(user, persons)
    return sorted(((str(each.key), names[each.pk]) for each in persons), key=lambda row: row[1].casefold())


def by_pseudonym(user: User, typed: str) -> Person | None:
    """The one person of this pseudonym whom the user may see, however it was typed."""
    code = "".join(typed.upper().split())
    found = list(visible_to(user).filter(pseudonym=code)[:2])
    return found[0] if len(found) == 1 else None
