"""My day of a desk: each signal that waits, danger first. Of the pact's team: how many are late or have no desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..permissions import keeps_schemes, triages
from ..reads.signals import SignalSight, standing_of_city, waiting_first

MOST = 40


def signals_to_answer(user: User, today: date) -> Iterable[Entry]:
    """What waits at the user's desks, by the day the answer is due. By number, never by name."""
    if not triages(user):
        return
    for sight in waiting_first(user)[:MOST]:
        yield _entry(sight, today)


def _entry(sight: SignalSight, today: date) -> Entry:
    due = sight.signal.due_on
    urgency = Urgency.of(due, today)
    if sight.is_severe and urgency.rank > Urgency.TODAY.rank:
        urgency = Urgency.TODAY
    return Entry(
        kind=_("Alerte à traiter"), title=f"{sight.signal.label} · {sight.kind}",
        url=reverse("pathways:signal", kwargs={"key": sight.signal.key}), act=_("Répondre"), due=due, urgency=urgency,
        detail=_("Quelqu’un est peut-être en danger") if sight.is_severe else "",
    )  # fmt: skip


def signals_unanswered(user: User, today: date) -> Iterable[Entry]:
    """To the pact's team, how many signals are past their date and how many have no desk: numbers alone."""
    if not keeps_schemes(user):
        return
    found, url = standing_of_city(today), reverse("pathways:desks")
    if found.overdue:
        words = ngettext(
            "%(count)d alerte sans réponse après son délai", "%(count)d alertes sans réponse après leur délai",
            found.overdue,
        )  # fmt: skip
        yield _count(words % {"count": found.overdue}, _("Voir les guichets"), url, today)
    if found.without_desk:
        words = ngettext("%(count)d alerte sans guichet", "%(count)d alertes sans guichet", found.without_desk)
        yield _count(words % {"count": found.without_desk}, _("Ouvrir un guichet"), url, today)


def _count(title: str, act: str, url: str, today: date) -> Entry:
    return Entry(kind=_("Alertes"), title=title, url=url, act=act, due=today, urgency=Urgency.TODAY)


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [signals_to_answer, signals_unanswered]
