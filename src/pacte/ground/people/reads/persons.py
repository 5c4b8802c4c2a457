"""A person's page as one user may read it: who they are, what comes next, who follows them, how to reach them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.dates import WEEKDAYS as DAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import CannotOpen, unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.messages.models import ContactRule

from ..enums import BirthPrecision, Gender, Language, NameKind, Purpose, SharingLevel
from ..models import Pair, Person, Restriction, Step
from ..permissions import following_memberships
from ..rules.identity import age_on
from .duplicates import linked_with, links_of
from .households import HouseholdSeen, MemberSeen, TieSeen, households_of, ties_of
from .sight import FileSight, Sight


@dataclass(frozen=True)
class Follower:
    """Who follows the person: an organisation, since when, and the worker in charge when the user is of it."""

    file: FileSight
    lead: str = ""
    purpose: str = ""

    @property
    def is_mine(self) -> bool:
        return self.file.is_own


@dataclass(frozen=True)
class PersonPage:
    """What the page of one person shows to one user."""

    sight: Sight
    followers: list[Follower]
    next_step: Step | None
    other_names: list[tuple[str, str]] = field(default_factory=list)
    birth: str = ""
    age: int | None = None
    gender: str = ""
    languages: list[str] = field(default_factory=list)
    rule: ContactRule | None = None
    protected_address: str = ""
    restriction: Restriction | None = None
    households: list[HouseholdSeen] = field(default_factory=list)
    ties: list[TieSeen] = field(default_factory=list)

    @property
    def shows_identity(self) -> bool:
        return self.sight.shows(FieldClass.IDENTITY)

    @property
    def is_named(self) -> bool:
        """Does the page show a name, and not the pseudonym alone?"""
        return self.sight.label != self.sight.person.pseudonym

    @property
    def lacks_safe_way(self) -> bool:
        """Is the person hidden while no safe way to reach them is noted?"""
        return self.sight.person.is_restricted and not (self.rule and self.rule.safe_channel)

    @property
    def shows_contact(self) -> bool:
        return self.sight.shows(FieldClass.CONTACT)

    @property
    def shows_protected_address(self) -> bool:
        return self.sight.may_write and self.sight.shows(FieldClass.PROTECTED_ADDRESS)

    @property
    def companions(self) -> list[MemberSeen]:
        """Those of the person's households of today whom the reader may see."""
        me = self.sight.person.pk
        there = [household.current for household in self.households]
        with_me = [members for members in there if any(each.person.pk == me for each in members)]
        others = {each.person.pk: each for members in with_me for each in members if each.person.pk != me}
        return list(others.values())

    @property
    def is_late(self) -> bool:
        """Is the next step past its moment?"""
        return self.next_step is not None and self.next_step.due_at < timezone.now()

    @property
    def safe_days(self) -> list[str]:
        """The days on which the person may be reached, when they named some."""
        days = self.rule.safe_days if self.rule else ""
        return [str(DAYS[int(day) - 1]) for day in days if day.isdigit() and 1 <= int(day) <= 7]


def page_of(user: User, sight: Sight) -> PersonPage:
    """What this user may read of the person whom they opened."""
    person = sight.person
    page: dict[str, object] = {}
    if sight.shows(FieldClass.IDENTITY):
        page |= _identity(person)
    if sight.shows(FieldClass.CONTACT):
        page["rule"] = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
    if sight.may_write and sight.shows(FieldClass.PROTECTED_ADDRESS) and person.sealed_protected_address:
        page["protected_address"] = _opened(person.sealed_protected_address)
    if person.is_restricted and sight.may_write:
        page["restriction"] = Restriction.objects.filter(person=person, lifted_at__isnull=True).first()
    return PersonPage(
        sight, followers(user, sight), next_step(sight),
        households=[each for each in households_of(user, person) if each.members],
        ties=ties_of(user, person), **page,  # type: ignore[arg-type]
    )  # fmt: skip


def other_records(user: User, person: Person) -> list[tuple[Person, Pair | None]]:
    """The other records of the same person within the user's reach, each with the link that may be taken apart."""
    others = linked_with(user, person)
    links = {pk: pair for pair in (links_of(user, person) if others else []) for pk in (pair.first_id, pair.second_id)}
    return [(other, links.get(other.pk)) for other in others]


def followers(user: User, sight: Sight) -> list[Follower]:
    """The open files within reach, one's own first; colleagues alone are told who is in charge."""
    homes = {membership.organisation_id for membership in following_memberships(user)}
    found = []
    for seen in sight.files:
        if seen.file.is_open:
            is_inside = seen.file.organisation_id in homes
            lead = seen.file.lead if is_inside else None
            is_told = seen.level == SharingLevel.FULL or (seen.level == SharingLevel.FOLLOW_UP and is_inside)
            purpose = Purpose(seen.file.purpose).label if is_told else ""
            found.append(Follower(seen, lead.user.display_name if lead else "", str(purpose)))
    return sorted(found, key=lambda each: not each.is_mine)


def next_step(sight: Sight) -> Step | None:
    """What comes next in the files whose follow-up the user may read; what is late comes first."""
    files = [seen.file.pk for seen in sight.files if seen.shows(FieldClass.FREE_TEXT)]
    steps = Step.objects.filter(file__in=files, ended_at__isnull=True, outcome="")
    return steps.select_related("file__organisation").order_by("due_at", "pk").first()


def _identity(person: Person) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "other_names": [(str(NameKind(other.kind).label), other.name) for other in person.other_names.all()],
        "birth": born(person.birth_date, person.birth_year, person.birth_precision),
        "age": age_on(today, person.birth_date, person.birth_year),
        "gender": str(Gender(person.gender).label) if person.gender in Gender.values else "",
        "languages": [
            str(Language(code).label) if code in Language.values else code for code in person.languages
        ],
    }  # fmt: skip


def born(day: date | None, year: int | None, precision: str) -> str:
    """A birth in words: the day in full, the year, or about which year."""
    if day is not None:
        return date_format(day)
    if year is None:
        return ""
    return _("vers %(year)s") % {"year": year} if precision == BirthPrecision.ABOUT else str(year)


def _opened(sealed: str) -> str:
    """The address in clear; a text whose key is gone is said to be so, and the page still opens."""
    try:
        return unseal(sealed)
    except CannotOpen:
        return _("Illisible : la clé de chiffrement manque. Prévenez l’administration de la plateforme.")
