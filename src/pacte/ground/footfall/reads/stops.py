"""The stops of the mobile town hall at which one counts today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from pacte.ground.agenda.enums import SessionKind
from pacte.ground.agenda.models import Session
from pacte.ground.directory.models import Place


def stops_today(place: Place, day: date) -> list[Session]:
    """The stops that this place makes that day, in order, one that midnight cuts in two included; cancelled ones are
    left out. One query."""
    begins = timezone.make_aware(datetime.combine(day, time()))
    rows = Session.objects.filter(Q(place=place) | Q(stop__place=place), kind=SessionKind.MOBILE_STOP)
    rows = rows.filter(ends_at__gt=begins, starts_at__lt=begins + timedelta(days=1), cancelled_at__isnull=True)
    return list(rows.select_related("stop").order_by("starts_at", "pk").distinct())


def stop_of(stops: list[Session], wanted: str, now: datetime) -> Session | None:
    """The stop named by its key; else the one under way; else the next; else the last of the day."""
    try:
        key = UUID(wanted) if wanted else None
    except ValueError:
        key = None
    named = next((stop for stop in stops if stop.key == key), None)
    if named or not stops:
        return named
    return next((stop for stop in stops if stop.ends_at > now), stops[-1])
