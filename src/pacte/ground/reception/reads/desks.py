"""Which desks a user works at or keeps. No membership, no desk."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Membership, Organisation, Site
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within
from pacte.ground.people.models import Person
from pacte.ground.territory.reads import reaching

from ..models import Arrival, ArrivalQuerySet, FrontDesk, FrontDeskQuerySet
from ..permissions import STAFF_ROLES, keeper_memberships, staff_memberships


def _desks(held: list[Membership], through: Organisation | None = None) -> FrontDeskQuerySet:
    kept = [membership for membership in held if through is None or membership.organisation_id == through.pk]
    rows = FrontDesk.objects.filter(within(kept, "site__"))
    return rows.select_related("site__organisation", "site__territory").defer("site__territory__geometry")


def desks_of(user: Someone, through: Organisation | None = None) -> FrontDeskQuerySet:
    """The desks where this user welcomes people today, closed ones included; through one organisation for a token."""
    return _desks(staff_memberships(user), through)


def desks_kept_by(user: Someone) -> FrontDeskQuerySet:
    """The desks that this user may close or open again."""
    return _desks(keeper_memberships(user))


def with_waiting(desks: FrontDeskQuerySet) -> QuerySet[FrontDesk]:
    """Adds `waiting_count` and `received_count`, as of now."""
    unfinished = Q(arrivals__ended_at__isnull=True)
    return desks.annotate(
        waiting_count=Count("arrivals", filter=unfinished & Q(arrivals__called_at__isnull=True)),
        received_count=Count("arrivals", filter=unfinished & Q(arrivals__called_at__isnull=False)),
    )


def sites_without_desk(user: Someone) -> QuerySet[Site]:
    """The places where this user may open a desk: theirs, without one that is open."""
    held = keeper_memberships(user)
    return (
        Site.objects.filter(within(held))
        .filter(Q(front_desk__isnull=True) | Q(front_desk__closed_on__isnull=False))
        .select_related("organisation", "territory")
        .defer("territory__geometry")
        .order_by("organisation__name", "name")
    )


def arrivals_of(user: Someone, through: Organisation | None = None) -> ArrivalQuerySet:
    """The arrivals at the desks where this user works."""
    return Arrival.objects.filter(desk__in=desks_of(user, through)).select_related("desk__site__organisation", "worker")


def linked_or_held(user: User, person: Person) -> ArrivalQuerySet:
    """At those desks, the arrivals linked to this person, and whom the user receives now and has linked to nobody."""
    mine = arrivals_of(user)
    return mine.filter(person=person) | mine.received().filter(worker=user, person__isnull=True)


def colleagues(desk: FrontDesk) -> QuerySet[User]:
    """Those who may receive somebody at this desk today."""
    line = reaching(desk.site.territory) if desk.site.territory else None
    held = Membership.objects.current(timezone.localdate()).filter(
        organisation=desk.site.organisation_id, role__in=STAFF_ROLES
    )
    if line is not None:
        held = held.filter(Q(territory__isnull=True) | Q(territory__in=line))
    return User.objects.filter(pk__in=held.values("user")).order_by("display_name", "pk")
