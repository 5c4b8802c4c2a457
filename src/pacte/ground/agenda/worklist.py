"""What the agenda puts into my day: sessions of today, sheets to fill, waiting lists, people to warn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.people.permissions import follows_people
from pacte.ground.people.reads import seen_among
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .enums import LIVE, RegistrationMode, RegistrationState
from .models import Registration, Session
from .permissions import keeps_sessions, oversees_agenda
from .reads.lists import at_midnight

BACK = timedelta(days=14)
"""How long a sheet that was not filled is asked for."""
AHEAD = timedelta(days=14)
MOST = 40


def _mine_to_keep(user: User) -> bool:
    """The pact's team keeps every partner's sessions: that would be nobody's day."""
    return keeps_sessions(user) and not oversees_agenda(user)


def _hours(session: Session) -> str:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{start:%H:%M} – {end:%H:%M}"


def today_in_the_agenda(user: User, today: date) -> Iterable[Entry]:
    """The sessions of today in which the user takes part, and those that they keep."""
    first, last = at_midnight(today), at_midnight(today + timedelta(days=1))
    own = reads.own_registrations(user).filter(state=RegistrationState.REGISTERED, session__cancelled_at__isnull=True)
    for row in own.filter(session__starts_at__gte=first, session__starts_at__lt=last)[:MOST]:
        yield _entry(_("Mon inscription"), row.session, "agenda:session", _("Voir la séance"), today)
    if _mine_to_keep(user):
        kept = reads.kept_by(user).whole().kept().between(first, last).order_by("starts_at", "pk")
        for session in kept[:MOST]:
            yield _entry(_("Séance"), session, "agenda:keep", _("Ouvrir la feuille"), today)


def _entry(kind: str, session: Session, route: str, act: str, today: date) -> Entry:
    return Entry(
        kind=kind, title=session.title, url=reverse(route, kwargs={"key": session.key}), act=act, due=today,
        urgency=Urgency.TODAY, detail=_hours(session), at=timezone.localtime(session.starts_at).time(),
    )  # fmt: skip


def sheets_to_fill(user: User, today: date) -> Iterable[Entry]:
    """Past sessions whose sheet says nothing of somebody, or that nobody counted."""
    if not _mine_to_keep(user):
        return
    now = timezone.now()
    unmarked = Registration.objects.filter(session=OuterRef("pk"), state=RegistrationState.REGISTERED)
    rows = reads.kept_by(user).kept().filter(ends_at__range=(now - BACK, now), slots__isnull=True)
    asked = Q(Exists(unmarked)) | Q(registration=RegistrationMode.FREE, anonymous_count__isnull=True, tour__isnull=True)
    for session in rows.filter(asked).order_by("ends_at", "pk")[:MOST]:
        due = timezone.localtime(session.ends_at).date() + timedelta(days=1)
        yield Entry(
            kind=_("Feuille de présence"), title=session.title, act=_("Remplir la feuille"), due=due,
            url=reverse("agenda:keep", kwargs={"key": session.key}), urgency=Urgency.of(due, today),
        )  # fmt: skip


def waiting_lists(user: User, today: date) -> Iterable[Entry]:
    """Sessions to come for which people wait: a larger room, or another date?"""
    if not _mine_to_keep(user):
        return
    waiting = Registration.objects.filter(session=OuterRef("pk"), state=RegistrationState.WAITING)
    rows = reads.kept_by(user).to_come().filter(Exists(waiting), starts_at__lte=timezone.now() + AHEAD)
    for session in reads.with_seats(rows).order_by("starts_at", "pk")[:MOST]:
        count = session.waiting_count  # type: ignore[attr-defined]
        due = timezone.localtime(session.starts_at).date()
        yield Entry(
            kind=_("Liste d’attente"), title=session.title, act=_("Voir la liste"), due=due,
            url=reverse("agenda:keep", kwargs={"key": session.key}), urgency=Urgency.of(due, today),
            detail=ngettext("%(count)s inscription attend", "%(count)s inscriptions attendent", count)
            % {"count": count},
        )  # fmt: skip


def people_to_warn(user: User, today: date) -> Iterable[Entry]:
    """Cancelled sessions to come where the user had registered somebody: not everybody can be written to."""
    if not follows_people(user):
        return
    rows = Registration.objects.filter(
        registered_by=user, state__in=LIVE, session__cancelled_at__isnull=False,
        session__starts_at__gt=timezone.now(),
    ).select_related("session", "person")  # fmt: skip
    found = list(rows.order_by("session__starts_at", "pk")[:MOST])
    seen = seen_among(user, (row.person_id for row in found if row.person_id))
    for row in (each for each in found if each.person_id in seen):
        due = timezone.localtime(row.session.starts_at).date()
        assert row.person is not None
        yield Entry(
            kind=_("Rendez-vous annulé"), title=row.session.title, act=_("Prévenir la personne"), due=due,
            url=reverse("people:person", kwargs={"key": row.person.key}), urgency=Urgency.of(due, today),
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    today_in_the_agenda,
    sheets_to_fill,
    waiting_lists,
    people_to_warn,
]
