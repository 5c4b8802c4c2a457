"""iCalendar (RFC 5545): sessions as events on the clock of Paris. No name of a person, nor where a refuge is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ..models import Registration, Session
from .whereabouts import where

ZONE = ZoneInfo("Europe/Paris")
PRODUCT = "-//Pacte//Agenda//FR"


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """A calendar with its time zone, ready to send."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(event)
    made.add_missing_timezones(first_date=datetime(2015, 1, 1, tzinfo=UTC).date())
    return bytes(made.to_ical())


def event_of(session: Session) -> Event:
    """A session as it is announced."""
    event = _event(session, session.title)
    told = where(session)
    if told.line and not told.is_confidential:
        event.add("location", told.line)
        if told.point:
            event.add("geo", told.point)
    if session.description:
        event.add("description", session.description)
    if session.is_public:
        event.add("url", settings.BASE_URL + reverse("agenda:session", kwargs={"key": session.key}))
    return event


def own_event(registration: Registration) -> Event:
    """A session in which the feed's owner takes part."""
    event = event_of(registration.session)
    if registration.is_waiting:
        event["status"] = "TENTATIVE"
    return event


def kept_event(session: Session) -> Event:
    """A session that the feed's owner keeps: how many take part, never who."""
    event = event_of(session)
    count = int(getattr(session, "taken", 0))
    event["summary"] = _("%(title)s (inscrits : %(count)s)") % {"title": session.title, "count": count}
    return event


def appointment_event(registration: Registration) -> Event:
    """An appointment of somebody whom the feed's owner follows: when, and nothing of who, what for or where."""
    return _event(registration.session, _("Rendez-vous d’une personne suivie"), uid=f"inscription-{registration.key}")


def _event(session: Session, summary: str, uid: str = "") -> Event:
    event = Event()
    event.add("uid", f"{uid or session.key}@pacte")
    event.add("dtstamp", session.changed_at.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("summary", summary)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("class", "PUBLIC" if session.is_public else "PRIVATE")
    return event
