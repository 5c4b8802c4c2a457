"""What the front desk puts into my day: long waits, people handed to me, minors to protect, visits left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .models import Arrival
from .permissions import works_at_desks
from .rules import LONG_WAIT_MINUTES


def _at_my_desks(user: User) -> list[Arrival]:
    """The visits of my desks that are not over."""
    if not works_at_desks(user):
        return []
    return list(reads.arrivals_of(user).unfinished().in_order())


def _title(arrival: Arrival) -> str:
    values = {"number": arrival.number, "reason": arrival.get_reason_display()}
    return _("N° %(number)s · %(reason)s") % values


def _of(arrival: Arrival) -> str:
    return reverse("reception:arrival", kwargs={"key": arrival.key})


def front_desk(user: User, today: date) -> Iterable[Entry]:
    """Everything the desks ask of this user, from one reading of their unfinished visits."""
    unfinished = _at_my_desks(user)
    yield from _minors(unfinished, today)
    yield from _handed_to(user, unfinished, today)
    current = [arrival for arrival in unfinished if arrival.day == today]
    yield from _long_waits(current, today)
    yield from _left_open([arrival for arrival in unfinished if arrival.day < today], user, today)


def _minors(unfinished: list[Arrival], today: date) -> Iterable[Entry]:
    """Minors alone whose entry lacks the duty contact, the call's time or the named adult."""
    for arrival in unfinished:
        if arrival.lacks:
            yield Entry(
                kind=_("Mineur seul"), title=_title(arrival),
                url=reverse("reception:duty", kwargs={"key": arrival.key}), act=_("Noter la permanence et l’adulte"),
                due=arrival.day, urgency=Urgency.OVERDUE, detail=arrival.desk.site.name,
            )  # fmt: skip


def _handed_to(user: User, unfinished: list[Arrival], today: date) -> Iterable[Entry]:
    """People whom this user receives now."""
    for arrival in unfinished:
        if arrival.worker_id == user.pk and arrival.day == today:
            yield Entry(
                kind=_("Accueil"), title=_title(arrival), url=_of(arrival), act=_("Dire la suite donnée"),
                due=today, urgency=Urgency.TODAY, detail=arrival.desk.site.name,
            )  # fmt: skip


def _long_waits(current: list[Arrival], today: date) -> Iterable[Entry]:
    """One entry per desk where somebody has waited longer than the threshold."""
    now = timezone.now()
    long = [row for row in current if row.called_at is None and row.waited(now) >= LONG_WAIT_MINUTES]
    counts = Counter(arrival.desk_id for arrival in long)
    names = {arrival.desk_id: arrival.desk.site.name for arrival in long}
    for desk, count in counts.items():
        title = ngettext(
            "%(count)s personne attend depuis plus de %(minutes)s minutes",
            "%(count)s personnes attendent depuis plus de %(minutes)s minutes",
            count,
        ) % {"count": count, "minutes": LONG_WAIT_MINUTES}
        yield Entry(
            kind=_("Accueil"), title=title, url=reverse("reception:call", kwargs={"number": desk}),
            act=_("Appeler la suivante"), due=today, urgency=Urgency.TODAY, detail=names[desk], post=True,
        )  # fmt: skip


def _left_open(earlier: list[Arrival], user: User, today: date) -> Iterable[Entry]:
    """Visits of earlier days that nobody closed: those of this user, and those that nobody received."""
    for arrival in earlier:
        if arrival.worker_id in {None, user.pk} and not arrival.lacks:
            due = arrival.day + timedelta(days=1)
            yield Entry(
                kind=_("Accueil"), title=_title(arrival), url=_of(arrival), act=_("Clore cette visite"),
                due=due, urgency=Urgency.of(due, today), detail=arrival.desk.site.name,
            )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [front_desk]
