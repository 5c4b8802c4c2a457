"""Households and ties as one user may know them: only persons whom they may see, and no trace of the others.

A restricted person is absent for everyone who does not follow them: not listed, not counted, not hinted at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User

from ..enums import TieKind
from ..models import Household, HouseholdMember, Person, Tie
from .labels import labels
from .visibility import followed_by, visible_to

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


def households_seen_by(user: User) -> QuerySet[Household]:
    """Households with a member, past or present, whom this user may see."""
    members = HouseholdMember.objects.filter(household=OuterRef("pk"), person__in=visible_to(user))
    return Household.objects.filter(Exists(members))


def household_for(user: User, key: UUID | str) -> HouseholdSeen | None:
    """The household of this key with the members whom the user may see; None when they see none."""
    household = households_seen_by(user).filter(key=key).select_related("part_of").first()
    return seen_households(user, [household])[0] if household else None


def households_of(user: User, person: Person) -> list[HouseholdSeen]:
    """The households of a person, today's first."""
    found = Household.objects.filter(members__person=person).distinct().order_by("-pk")
    return seen_households(user, found)


def seen_households(user: User, households: Iterable[Household]) -> list[HouseholdSeen]:
    """The same households, each with the members whom the user may see."""
    kept = list(households)
    rows = list(
        HouseholdMember.objects.filter(household__in=kept, person__in=visible_to(user)).select_related("person")
    )
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
    return followed_by(user).filter(person__households__household=household).exists()


def households_to_join(user: User, apart_from: Household) -> list[HouseholdSeen]:
    """Households of the persons whom the user follows, other than this one."""
    mine = Household.objects.filter(members__person__files__in=followed_by(user).order_by()).exclude(pk=apart_from.pk)
    return seen_households(user, mine.distinct().order_by("pk")[:200])


def ties_of(user: User, person: Person) -> list[TieSeen]:
    """What the person is to others whom the user may see, and the other way round; those that hold come first."""
    seen = visible_to(user)
    rows = list(
        Tie.objects.filter(Q(person=person, other__in=seen) | Q(other=person, person__in=seen))
        .select_related("person", "other")
        .order_by("until", "since", "pk")
    )
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
    """One tie of this person, when the user may see both ends."""
    seen = visible_to(user)
    return Tie.objects.filter(
        Q(person=person, other__in=seen) | Q(other=person, person__in=seen), pk=number
    ).select_related("person", "other").first()  # fmt: skip


def companions(user: User, apart_from: Iterable[int]) -> list[tuple[str, str]]:
    """Whom the user may name beside somebody: those whom they follow, as (key, label)."""
    mine = Person.objects.filter(files__in=followed_by(user).order_by()).exclude(pk__in=list(apart_from))
    persons = list(mine.distinct()[:500])
    names = labels(user, persons)
    return sorted(((str(each.key), names[each.pk]) for each in persons), key=lambda row: row[1].casefold())


def by_pseudonym(user: User, typed: str) -> Person | None:
    """The one person of this pseudonym whom the user may see, however it was typed."""
    code = "".join(typed.upper().split())
    found = list(visible_to(user).filter(pseudonym=code)[:2])
    return found[0] if len(found) == 1 else None
