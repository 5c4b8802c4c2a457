"""The secret address of somebody's calendar: drawn, shown once, kept as a fingerprint, withdrawn at any time."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.audit.services import record

from .. import reads
from ..models import Feed
from ..permissions import keeps_sessions
from ..reads import calendar

BACK = timedelta(days=60)
AHEAD = timedelta(days=365)


def make_feed(actor: User) -> str:
    """Draw a new address and forget the earlier one; the secret part, shown once."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        Feed.objects.update_or_create(user=actor, defaults={"digest": fingerprint(secret), "made_at": timezone.now()})
        record(actor, "feed.make", f"accounts.User:{actor.opaque_id}")
    return secret


def withdraw_feed(actor: User) -> None:
    """The address answers nobody any more."""
    with transaction.atomic():
        if Feed.objects.filter(user=actor).delete()[0]:
            record(actor, "feed.withdraw", f"accounts.User:{actor.opaque_id}")


def personal_calendar(secret: str) -> bytes:
    """What this address gives: the sessions in which its owner takes part, those they keep, and appointments.

    Http404 for an address that was withdrawn, or whose owner's account is closed.
    """
    feed = Feed.objects.filter(digest=fingerprint(secret), user__is_active=True).select_related("user").first()
    if feed is None:
        raise Http404
    user, now = feed.user, timezone.now()
    span = (now - BACK, now + AHEAD)
    mine = list(reads.own_registrations(user).filter(session__starts_at__range=span))
    events = [calendar.own_event(registration) for registration in mine]
    taken = {registration.session_id for registration in mine}
    if keeps_sessions(user):
        kept = reads.kept_by(user).whole().between(*span).with_where()[:1000]
        held = reads.with_seats(reads.kept_by(user).filter(pk__in=[each.pk for each in kept])).with_where()
        events += [calendar.kept_event(session) for session in held if session.pk not in taken]
    events += [calendar.appointment_event(each) for each in reads.people_registered_by(user)[:500]]
    return calendar.calendar(_("Mon agenda Pacte"), events)
