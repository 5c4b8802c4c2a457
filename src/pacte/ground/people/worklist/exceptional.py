"""Sharings and accesses in urgency in my day: to look over, to take up, to renew. Persons by their pseudonym alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry as Journal
from pacte.ground.worklist.rules import Entry, Urgency

from ..enums import BreakGlassReason
from ..models import ExceptionalAccess, Person
from ..permissions import follows_people
from ..permissions.sharing import reviews_urgency
from ..reads import sharing as reads

WAITING_DAYS = 14
"""How long a sharing that nobody has opened yet is told to who received it. A sample: no text gives the delay."""

NOTICE_DAYS = 30
"""How long before its last day a sharing is told to those who follow the person. A sample."""

REVIEW_DAYS = 3
"""Within how many days an access in urgency is to be looked over. A sample."""


def urgent_accesses(user: User, today: date) -> Iterable[Entry]:
    """The data protection officer looks over each access in urgency."""
    if not reviews_urgency(user):
        return
    for access in ExceptionalAccess.objects.to_review().exclude(user=user).select_related("person").order_by("since"):
        due = timezone.localdate(access.since) + timedelta(days=REVIEW_DAYS)
        yield Entry(
            kind=_("Accès en urgence"),
            title=f"{BreakGlassReason(access.reason).label} · {access.person.pseudonym}",
            url=reverse("people:break_glass_reviews"),
            act=_("Relire l’accès"),
            due=due,
            urgency=Urgency.of(due, today),
        )


def received_sharings(user: User, today: date) -> Iterable[Entry]:
    """A partner shared somebody with the user's organisation, and the user has not opened it yet."""
    if not follows_people(user):
        return
    rows = list(reads.waiting(user, today - timedelta(days=WAITING_DAYS)))
    if not rows:
        return
    targets = [sharing.file.person.target for sharing in rows]
    mine = Journal.objects.filter(action="person.open", actor_key=user.opaque_id, target__in=targets)
    opened = dict(mine.order_by("pk").values_list("target", "at"))
    for sharing in rows:
        seen = opened.get(sharing.file.person.target)
        if seen is None or seen < sharing.noted_at:
            yield _entry(_("Un partage vous attend"), sharing.file.person, _("Voir ce qui est partagé"), None, today)


def ending_sharings(user: User, today: date) -> Iterable[Entry]:
    """A sharing of a followed file ends soon: it is renewed with the person, or left to end."""
    if not follows_people(user):
        return
    for sharing in reads.ending(user, today + timedelta(days=NOTICE_DAYS)):
        yield _entry(
            _("Partage qui prend fin"), sharing.file.person, _("Renouveler ou laisser finir"), sharing.until, today
        )


def _entry(kind: str, person: Person, act: str, due: date | None, today: date) -> Entry:
    return Entry(
        kind=kind, title=person.pseudonym, url=reverse("people:person", kwargs={"key": person.key}), act=act, due=due,
        urgency=Urgency.of(due, today),
    )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [urgent_accesses, received_sharings, ending_sharings]
