"""Addresses and mail as a user sees them: by name for those who follow the person, by box number at the desk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Min, Q, Sum
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.directory.enums import Category
from pacte.ground.directory.models import Place, PlaceQuerySet
from pacte.ground.partners.permissions import Someone
from pacte.ground.people.models import Person
from pacte.ground.people.reads import in_sight

from .. import permissions
from ..enums.mail import AddressState
from ..models import CentrePolicy, MailAddress, MailNotice
from ..models.mail import MailAddressQuerySet, MailNoticeQuerySet
from ..rules.mail import may_go_back, silent_since
from .names import names_for
from .places import offering, place_of, places_of

MOST_CLOSED = 30


def mail_places(user: Someone, *roles: str) -> PlaceQuerySet:
    """The user's places that receive mail for people."""
    return offering(places_of(user, *roles), Category.MAIL_ADDRESS).order_by("name", "pk")


def mail_place(user: Someone, key: UUID | str, *roles: str) -> Place:
    """One of them; a place of the user's that receives no mail is not found either."""
    place = place_of(user, key, *roles)
    if not offering(places_of(user, *roles), Category.MAIL_ADDRESS).filter(pk=place.pk).exists():
        raise Http404
    return place


def addresses_of(user: Someone) -> MailAddressQuerySet:
    """The addresses that a user follows by name: at their places, of persons whom they may know of."""
    places = places_of(user, *permissions.ACCOMPANYING_ROLES)
    rows = MailAddress.objects.filter(in_sight(user, "person"), place__in=places.values("pk"))
    return rows.select_related("place__organisation", "person")


def address_of(user: Someone, key: UUID | str) -> MailAddress:
    """One of them, by its key."""
    found = addresses_of(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def boxes_of(user: Someone) -> MailAddressQuerySet:
    """The boxes that a user serves at the desk, without a word on whose they are."""
    places = places_of(user, *permissions.DESK_ROLES)
    return MailAddress.objects.holding().filter(place__in=places.values("pk")).select_related("place__organisation")


def notices_of(user: Someone) -> MailNoticeQuerySet:
    """The mail at the desks where the user stands."""
    places = places_of(user, *permissions.DESK_ROLES)
    rows = MailNotice.objects.filter(place__in=places.values("pk"), address__isnull=False)
    return rows.select_related("place__organisation", "address")


@dataclass(frozen=True)
class Box:
    """What the desk is shown of a box: its number, how it stands, what waits. Nobody's name."""

    address: MailAddress
    state: AddressState
    waiting: list[MailNotice]
    may_go_back: frozenset[int]

    @property
    def pieces(self) -> int:
        return sum(each.quantity for each in self.waiting)


def box_at(place: Place, number: int) -> Box | None:
    """The box of this number, None when nobody has it."""
    address = MailAddress.objects.holding().filter(place=place, box=number).select_related("place").first()
    return box(address) if address else None


def box(address: MailAddress) -> Box:
    """What waits in this box today."""
    policy, today = CentrePolicy.current(), timezone.localdate()
    waiting = list(address.notices.waiting())
    old = {each.pk for each in waiting if may_go_back(each.received_on, today, policy.mail_kept_days)}
    return Box(address, address.state_on(today, policy.mail_warning_days), waiting, frozenset(old))


@dataclass(frozen=True)
class BoxLine:
    """A box where mail waits: its number, how many pieces, since when, whether some may go back."""

    number: int
    pieces: int
    since: date
    has_old: bool


def waiting_at(place: Place) -> list[BoxLine]:
    """The boxes of a place where mail waits, the oldest first."""
    policy, today = CentrePolicy.current(), timezone.localdate()
    rows = MailNotice.objects.waiting().filter(place=place, address__isnull=False).order_by()
    found = rows.values("address__box").annotate(pieces=Sum("quantity"), since=Min("received_on"))
    kept = policy.mail_kept_days
    lines = [
        BoxLine(row["address__box"] or 0, row["pieces"], row["since"], may_go_back(row["since"], today, kept))
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.since, line.number))


@dataclass(frozen=True)
class AddressLine:
    """One address in a list: whose, how it stands, how much waits."""

    address: MailAddress
    name: str
    state: AddressState
    waiting: int
    is_silent: bool


def lines_of(user: User, place: Place) -> list[AddressLine]:
    """The addresses of a place whose person the user may know of: those to decide first, then by term."""
    policy, today = CentrePolicy.current(), timezone.localdate()
    rows = addresses_of(user).filter(place=place)
    found = list(rows.open().order_by(F("ends_on").asc(nulls_first=True), "asked_on", "pk"))
    closed = Q(closed_on__isnull=False) | Q(refused_on__isnull=False)
    found += list(rows.filter(closed).order_by("-closed_on", "-refused_on", "-pk")[:MOST_CLOSED])
    names = names_for(user, {each.person_id for each in found if each.person_id})
    waiting: dict[int, int] = defaultdict(int)
    pieces = MailNotice.objects.waiting().filter(address__in=found).values("address").annotate(pieces=Sum("quantity"))
    for row in pieces.order_by("address"):
        waiting[row["address"]] = row["pieces"]
    return [
        AddressLine(
            each, names.get(each.person_id or 0, ""), each.state_on(today, policy.mail_warning_days), waiting[each.pk],
            each.closed_on is None and each.starts_on is not None
            and silent_since(each.last_seen_on, today, policy.silence_months),
        )
        for each in found
    ]  # fmt: skip


def open_address(user: Someone, person: Person) -> MailAddress | None:
    """The person's address at one of the user's places, when the user may know of it."""
    return addresses_of(user).open().filter(person=person).order_by(F("starts_on").asc(nulls_last=True), "pk").first()
