"""Stays as a user sees them: the regulation those of the city, a site's team its own. A person's name almost never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.partners.permissions import Someone
from pacte.ground.people.models import Person
from pacte.ground.people.reads import visible_to
from pacte.ground.people.reads.labels import labels

from ..enums.stays import PlacementState, Presence
from ..models import HeldUnit, RequestMember, ShelterPlacement, ShelterSite, Transport
from ..models.stays import PlacementQuerySet
from ..permissions import keeps_site, regulates
from ..rules.stays import ANSWER_WITHIN, arrival_deadline
from . import sites
from .requests import closed_to, composition_words
from .tonight import night_at

AWAITED = (PlacementState.OFFERED, PlacementState.ACCEPTED, PlacementState.ON_THE_WAY)


def within_reach(user: Someone) -> PlacementQuerySet:
    """Every stay for the regulation, those of one's own sites for a team; nobody else sees any."""
    rows = ShelterPlacement.objects.select_related("request__file", "lot__site__organisation", "lot__site__territory")
    if regulates(user):
        return rows
    return rows.filter(lot__site__in=sites.kept_by(user).values("pk"))


def placement_of(user: Someone, key: UUID | str) -> ShelterPlacement:
    """One of them, by its key; any other is not found."""
    found = within_reach(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def site_of(user: Someone, key: UUID | str) -> ShelterSite:
    """A site whose arrivals this user follows: their own, any for the regulation."""
    rows = ShelterSite.objects.select_related("organisation", "territory") if regulates(user) else sites.kept_by(user)
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def site_words(user: Someone, site: ShelterSite) -> str:
    """The site's name; of a confidential one, only for the regulation and its own team."""
    if not site.is_confidential or regulates(user) or keeps_site(user, site):
        return site.name
    return _("Site confidentiel")


def holding_tonight(night: date) -> Exists:
    return Exists(HeldUnit.objects.filter(placement=OuterRef("pk"), night=night))


def to_go_on(night: date) -> PlacementQuerySet:
    """Stays that are due this night and do not have it yet: present, without a last night or not at it."""
    due = ShelterPlacement.objects.filter(Q(last_night__isnull=True) | Q(last_night__gte=night), first_night__lte=night)
    return due.filter(~holding_tonight(night), state=PlacementState.PRESENT)


def nights_over(night: date) -> PlacementQuerySet:
    """Single nights that are over: present, where stays do not last, their last night past."""
    return ShelterPlacement.objects.filter(state=PlacementState.PRESENT, lot__lasts=False, last_night__lt=night)


def in_question(night: date) -> PlacementQuerySet:
    """Households that are there and have no unit for this night: no room to go on, or their last night is past.

    Nobody ends these by itself: somebody finds them a place, or an orientation.
    """
    return ShelterPlacement.objects.filter(
        ~holding_tonight(night), state=PlacementState.PRESENT, first_night__lte=night
    )


def unanswered(now: datetime) -> PlacementQuerySet:
    """Places proposed for too long without an answer."""
    return ShelterPlacement.objects.filter(
        state=PlacementState.OFFERED, placed_at__lt=now - ANSWER_WITHIN, first_night=night_at(now)
    )


def awaited(night: date | None = None) -> PlacementQuerySet:
    """Households that have a place and are not there yet, of this night or of those before that nobody settled."""
    return ShelterPlacement.objects.filter(state__in=AWAITED, first_night__lte=night or night_at())


def is_late(placement: ShelterPlacement, now: datetime) -> bool:
    """Whether the site's hour of arrival is past. The caller has the site at hand."""
    deadline = arrival_deadline(placement.first_night, placement.lot.site.arrival_until)
    return timezone.make_naive(now) > deadline


@dataclass(frozen=True)
class StayLine:
    """One stay on a page: the request's label, who they are in numbers, where, since when. `name` is mostly empty.

    `is_closed`: somebody out of sight is in the household; nothing but the label and the composition is shown.
    """

    placement: ShelterPlacement
    composition: str
    units: tuple[int, ...] = ()
    presence: str = ""
    transport: Transport | None = None
    name: str = ""
    is_late: bool = False
    is_closed: bool = False

    @property
    def label(self) -> str:
        return self.placement.request.label

    @property
    def tone(self) -> str:
        return PlacementState(self.placement.state).tone

    @property
    def is_absent(self) -> bool:
        return self.presence == Presence.ABSENT

    @property
    def is_noted(self) -> bool:
        """Whether somebody said tonight that they are there, or not."""
        return self.presence != ""

    @property
    def may_leave(self) -> bool:
        """Whether the household has not yet set out."""
        return self.placement.state in (PlacementState.OFFERED, PlacementState.ACCEPTED)


def lines(user: User, placements: Iterable[ShelterPlacement], night: date | None = None) -> list[StayLine]:
    """These stays as lines, this night (tonight by default), in a fixed number of queries."""
    rows, on, now = list(placements), night or night_at(), timezone.now()
    units, presence = _held(rows, on)
    transports = {each.placement_id: each for each in Transport.objects.filter(placement__in=[r.pk for r in rows])}
    people, names = _members(rows), names_for(user, rows)
    hidden = closed_to(user, {row.request_id: row.request for row in rows}.values())
    return [
        StayLine(
            row, household_words(people[row.pk], row.request.animals), tuple(sorted(units[row.pk])),
            presence.get(row.pk, ""), transports.get(row.pk), names.get(row.pk, ""),
            row.state in AWAITED and is_late(row, now), row.request_id in hidden,
        )
        for row in rows
    ]  # fmt: skip


def _held(rows: list[ShelterPlacement], night: date) -> tuple[dict[int, list[int]], dict[int, str]]:
    units: dict[int, list[int]] = defaultdict(list)
    presence: dict[int, str] = {}
    held = HeldUnit.objects.filter(placement__in=[row.pk for row in rows], night=night)
    for placement, position, said in held.values_list("placement", "position", "presence"):
        units[placement].append(position)
        presence[placement] = said
    return units, presence


def _members(rows: list[ShelterPlacement]) -> dict[int, list[RequestMember]]:
    """Those whom each placement takes."""
    by_request: dict[int, list[RequestMember]] = defaultdict(list)
    for member in RequestMember.objects.filter(request__in={row.request_id for row in rows}).order_by("position"):
        by_request[member.request_id].append(member)
    return {row.pk: [each for each in by_request[row.request_id] if each.position in row.members] for row in rows}


def household_words(members: list[RequestMember], animals: int) -> str:
    """Who they are, in numbers and ages, with their animals."""
    words = composition_words(members)
    if not animals:
        return words
    return f"{words}, " + ngettext("%(count)d animal", "%(count)d animaux", animals) % {"count": animals}


def names_for(user: User, rows: list[ShelterPlacement]) -> dict[int, str]:
    """By placement, how the person of the request is called, for who may know of them; nothing for anyone else."""
    by_placement = {row.pk: row.request.file.person_id for row in rows if row.request.file is not None}
    wanted = set(by_placement.values())
    if not wanted:
        return {}
    seen: list[Person] = list(visible_to(user).filter(pk__in=wanted))
    called = labels(user, seen)
    return {row: called[person] for row, person in by_placement.items() if person in called}


@dataclass(frozen=True)
class Attention:
    """What the regulation has to look at tonight."""

    in_question: list[StayLine]
    unanswered: list[StayLine]
    late: list[StayLine]
    unsettled: list[StayLine]

    @property
    def is_empty(self) -> bool:
        return not (self.in_question or self.unanswered or self.late or self.unsettled)


def attention(user: User) -> Attention:
    """Stays without a unit tonight, places without an answer, households that are late, nights nobody settled."""
    night, now = night_at(), timezone.now()
    reach = within_reach(user)
    wanted = Q(pk__in=in_question(night).values("pk")) | Q(pk__in=awaited(night).values("pk"))
    found = lines(user, reach.filter(wanted).order_by("first_night", "placed_at", "pk"), night)
    hanging = set(unanswered(now).values_list("pk", flat=True))
    tonight = [line for line in found if line.placement.first_night == night]
    return Attention(
        [line for line in found if line.placement.state == PlacementState.PRESENT],
        [line for line in tonight if line.placement.pk in hanging],
        [line for line in tonight if line.is_late and line.placement.pk not in hanging],
        [line for line in found if line.placement.state in AWAITED and line.placement.first_night < night],
    )


def of_tonight(user: User) -> list[StayLine]:
    """The places given for this night, the latest first."""
    rows = within_reach(user).filter(first_night=night_at()).order_by(F("placed_at").desc(), "-pk")
    return lines(user, rows)


def transports(user: User) -> list[StayLine]:
    """Who waits to be brought somewhere tonight, whoever asked first first; then who has left."""
    rows = within_reach(user).filter(state__in=AWAITED, transport__isnull=False, first_night=night_at())
    rows = rows.select_related("request__territory", "request__file", "lot__site__organisation", "lot__site__territory")
    return lines(user, rows.order_by(F("transport__left_at").asc(nulls_first=True), "transport__asked_at", "pk"))
