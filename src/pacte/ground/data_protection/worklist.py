"""What the desk has to do: requests by deadline, retention that was not rehearsed lately, requisitions open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .models import Request, Requisition, RetentionRun
from .permissions import keeps_the_desk

REHEARSED_EVERY = timedelta(days=90)
"""How often the officer looks at what retention would do. A habit proposed by the product."""

DECIDED_WITHIN = timedelta(days=7)
"""How soon a requisition is looked at. A habit proposed by the product."""


def requests_to_answer(user: User, today: date) -> Iterable[Entry]:
    """Requests without an answer, by their deadline."""
    if not keeps_the_desk(user):
        return
    for request in Request.objects.open():
        yield Entry(
            kind=_("Demande"), title=f"{request.get_kind_display()} · {request.number}",
            url=reverse("data_protection:request", kwargs={"key": request.key}),
            act=str(request.state.label), due=request.due_on, urgency=Urgency.of(request.due_on, today),
        )  # fmt: skip


def requisitions_to_decide(user: User, today: date) -> Iterable[Entry]:
    """Requisitions without a decision."""
    if not keeps_the_desk(user):
        return
    for requisition in Requisition.objects.open():
        due = requisition.received_on + DECIDED_WITHIN
        yield Entry(
            kind=_("Réquisition"), title=f"{requisition.authority} · {requisition.reference}",
            url=reverse("data_protection:requisition", kwargs={"key": requisition.key}),
            act=_("Décider"), due=due, urgency=Urgency.of(due, today),
        )  # fmt: skip


def retention_to_rehearse(user: User, today: date) -> Iterable[Entry]:
    """Nobody has looked at what retention does for a season."""
    if not keeps_the_desk(user):
        return
    latest = RetentionRun.objects.filter(by__isnull=False).order_by("-at").first()
    due = timezone.localdate(latest.at) + REHEARSED_EVERY if latest else today
    if due <= today:
        yield Entry(
            kind=_("Conservation"), title=_("Répéter les durées de conservation"),
            url=reverse("data_protection:retention"), act=_("Répéter"), due=due, urgency=Urgency.of(due, today),
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    requests_to_answer, requisitions_to_decide, retention_to_rehearse,
]  # fmt: skip
