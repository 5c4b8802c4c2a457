"""Lockers, loans and waits as a user sees them. A holder's name is for those who may know of the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.directory.models import Place
from pacte.ground.partners.permissions import Someone
from pacte.ground.people.models import Person
from pacte.ground.people.reads import in_sight, open_or_in_sight

from .. import permissions
from ..enums.lockers import Lateness, LockerState
from ..models import CentrePolicy, Loan, Locker, LockerSet, Waiting
from ..models.lockers import LoanQuerySet, LockerQuerySet, WaitingQuerySet
from .names import names_for, own_organisations, partner_name
from .places import places_of


def lockers_of(user: Someone, *roles: str) -> LockerQuerySet:
    """The lockers of the user's places."""
    places = places_of(user, *(roles or permissions.DESK_ROLES))
    return Locker.objects.filter(set__place__in=places.values("pk")).select_related("set__place__organisation")


def locker_of(user: Someone, key: UUID | str, *roles: str) -> Locker:
    """One of them, by its key."""
    found = lockers_of(user, *roles).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def loans_of(user: Someone) -> LoanQuerySet:
    """The loans of the lockers of the user's places."""
    places = places_of(user, *permissions.DESK_ROLES)
    rows = Loan.objects.filter(locker__set__place__in=places.values("pk"))
    return rows.select_related("locker__set__place__organisation", "person", "referred_by")


def waits_of(user: User) -> WaitingQuerySet:
    """The waits that a user sees: at their places, and those that their organisation asked for, on any.

    A restricted person's is there for those who may know of the person, and for nobody else.
    """
    places = places_of(user, *permissions.DESK_ROLES)
    asking = {each.organisation_id for each in permissions.held(user, *permissions.ACCOMPANYING_ROLES)}
    here = Q(set__place__in=places.values("pk")) & open_or_in_sight(user, "person")
    theirs = Q(referred_by__in=asking) & (Q(person__isnull=True) | in_sight(user, "person"))
    rows = Waiting.objects.filter(here | theirs)
    return rows.select_related("set__place__organisation", "person", "referred_by", "locker")


def wait_of(user: User, key: UUID | str) -> Waiting:
    """One of them, by its key."""
    found = waits_of(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class LockerLine:
    """One locker on the board. `holder` is a name, a card or "" for somebody whom the user may not know of.

    Of a restricted person whom the user does not follow, the board says that the locker is taken, and no more.
    """

    locker: Locker
    loan: Loan | None
    holder: str
    partner: str
    lateness: Lateness | None
    offered_until: date | None
    is_taken: bool = False

    @property
    def is_free(self) -> bool:
        return not self.is_taken and self.offered_until is None and self.locker.state == LockerState.IN_SERVICE


@dataclass(frozen=True)
class WaitLine:
    """One wait: its number, who referred, the locker kept if there is one."""

    wait: Waiting
    holder: str
    partner: str
    is_here: bool


@dataclass(frozen=True)
class Board:
    """The lockers of a place, the waits, and what is late."""

    set: LockerSet | None
    lines: list[LockerLine]
    waits: list[WaitLine]

    @property
    def used(self) -> int:
        return sum(line.is_taken for line in self.lines)

    @property
    def free(self) -> int:
        return sum(line.is_free for line in self.lines)

    @property
    def out_of_order(self) -> int:
        return sum(not line.is_taken and line.locker.state == LockerState.OUT_OF_ORDER for line in self.lines)

    @property
    def late(self) -> list[LockerLine]:
        """Past their term, the latest first."""
        stages = {Lateness.GRACE, Lateness.LATE, Lateness.MAY_PUT_ASIDE}
        found = [line for line in self.lines if line.lateness in stages]
        return sorted(found, key=lambda line: line.loan.ends_on if line.loan else date.max)


def board_of(user: User, place: Place) -> Board:
    """Everything the lockers' page of a place shows to this user, in a constant number of queries."""
    found = LockerSet.objects.filter(place=place).first()
    if found is None:
        return Board(None, [], [])
    policy, today = CentrePolicy.current(), timezone.localdate()
    lockers = list(Locker.objects.filter(set=found).order_by("number"))
    running = Loan.objects.running().filter(locker__set=found).select_related("person", "referred_by", "locker")
    loans = {each.locker_id: each for each in running}
    offers = dict(Waiting.objects.offered().filter(set=found).values_list("locker", "offer_until"))
    waits = list(waits_of(user).open().filter(set=found).in_turn())
    people = {each.person_id for each in (*loans.values(), *waits) if each.person_id}
    names, mine = names_for(user, people), own_organisations(user)
    lines = []
    for locker in lockers:
        loan = loans.get(locker.pk)
        told = loan if loan and not _is_hidden(loan, names) else None
        lines.append(
            LockerLine(
                locker, loan, _holder(told, names) if told else "",
                partner_name(told.referred_by, mine) if told else "",
                told.lateness(today, policy) if told else None, offers.get(locker.pk), is_taken=loan is not None,
            )
        )  # fmt: skip
    return Board(found, lines, [WaitLine(w, _holder(w, names), partner_name(w.referred_by, mine), True) for w in waits])


def asked_elsewhere(user: User) -> list[WaitLine]:
    """The waits that the user's organisation asked for at places of others."""
    places = places_of(user, *permissions.DESK_ROLES)
    waits = list(waits_of(user).open().exclude(set__place__in=places.values("pk")).order_by("asked_at"))
    names, mine = names_for(user, {each.person_id for each in waits if each.person_id}), own_organisations(user)
    return [WaitLine(each, _holder(each, names), partner_name(each.referred_by, mine), False) for each in waits]


def holder_of(user: User, held: Loan | Waiting) -> str:
    """The name or the card of who holds or waits, "" when the user may not know of the person."""
    return _holder(held, names_for(user, {held.person_id} if held.person_id else set()))


def _holder(held: Loan | Waiting, names: dict[int, str]) -> str:
    return names.get(held.person_id, "") if held.person_id else held.card


def is_hidden_from(user: User, held: Loan | Waiting) -> bool:
    """Is it a restricted person's, whom this user may not know of?"""
    return _is_hidden(held, names_for(user, {held.person_id} if held.person_id else set()))


def _is_hidden(held: Loan | Waiting, names: dict[int, str]) -> bool:
    """Is it a restricted person's, whom the user may not know of?"""
    return held.person is not None and held.person.is_restricted and held.person.pk not in names


def running_loan(user: Someone, person: Person) -> Loan | None:
    """The person's locker, when it is at one of the user's places."""
    return loans_of(user).running().filter(person=person).first()


def open_waits(user: User, person: Person) -> list[Waiting]:
    """Where the person waits for a locker, as far as the user knows."""
    return list(waits_of(user).open().filter(person=person).order_by("asked_at"))
