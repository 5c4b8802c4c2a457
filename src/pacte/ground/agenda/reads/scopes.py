"""Scopes: every list of sessions starts from one of these."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.partners.reads import within

from ..enums import HOLDING, RegistrationState
from ..models import Session, SessionQuerySet, Tour
from ..permissions import keeper_memberships, oversees_agenda


def announced() -> SessionQuerySet:
    """What everyone reads: sessions announced to the public by partners that are active."""
    return Session.objects.public().filter(organisation__is_active=True)


def seen_by(user: Someone) -> SessionQuerySet:
    """What this user may read: the public's, partners' own for whoever works for one, all of their organisation."""
    if oversees_agenda(user):
        return Session.objects.all()
    held = memberships_of(user)
    seen = Q(is_public=True)
    if held:
        seen |= Q(is_for_partners=True) | Q(organisation__in={each.organisation_id for each in held})
    return Session.objects.filter(seen, organisation__is_active=True)


def seen_session(user: Someone, key: UUID | str) -> Session:
    """A session that the user may read; another does not exist for them."""
    found = with_seats(seen_by(user).with_where()).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def kept_by(user: Someone, through: Organisation | None = None) -> SessionQuerySet:
    """The sessions that the user keeps: their organisation's on their territory, all of them for the pact's team."""
    if through is None and oversees_agenda(user):
        return Session.objects.all()
    held = keeper_memberships(user)
    kept = [each for each in held if through is None or each.organisation_id == through.pk]
    return Session.objects.filter(within(kept))


def kept_session(user: Someone, key: UUID | str) -> Session:
    """A session that the user keeps; one out of their reach is not found."""
    found = with_seats(kept_by(user).with_where().select_related("series", "tour", "within")).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def with_seats(sessions: QuerySet[Session]) -> SessionQuerySet:
    """Adds `taken` (seats held), `waiting_count` (registrations that wait) and `has_slots` (by appointment)."""
    return sessions.annotate(  # type: ignore[return-value]
        taken=Coalesce(Sum("registrations__seats", filter=Q(registrations__state__in=HOLDING)), 0),
        waiting_count=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
        has_slots=Exists(Session.objects.kept().filter(within=OuterRef("pk"))),
    )


def slots_of(session: Session) -> list[Session]:
    """The slots of a permanence, in order, each with its seats."""
    return list(with_seats(Session.objects.filter(within=session).kept()).order_by("starts_at", "pk"))


def stops_today(user: Someone, place: Place) -> list[Session]:
    """Today's stops of this itinerary, in order, that the user keeps or where they are of the team."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    rows = Session.objects.filter(tour__place=place).between(today, today + timedelta(days=1)).kept()
    mine = Q(pk__in=kept_by(user).values("pk")) | Q(tour__staff=user.pk or 0)
    member = {each.organisation_id for each in memberships_of(user)}
    return list(rows.filter(mine | Q(organisation__in=member)).with_where().distinct().order_by("starts_at", "pk"))


def tours_of(user: Someone) -> QuerySet[Tour]:
    """The tours of the organisations whose sessions the user keeps."""
    rows = Tour.objects.select_related("place", "organisation").prefetch_related("staff").order_by("-day", "pk")
    if oversees_agenda(user):
        return rows
    return rows.filter(_kept_tours(user))


def _kept_tours(user: Someone) -> Q:
    held = keeper_memberships(user)
    return Q(organisation__in={each.organisation_id for each in held}) & (
        Q(place__territory__isnull=True) | Q(place__in=Place.objects.filter(within(held)))
    )


def seen_tour(user: Someone, key: UUID | str) -> Tour:
    """A tour of an organisation whose sessions the user keeps."""
    found = tours_of(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found
