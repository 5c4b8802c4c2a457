"""My day of a regulator: minors alone until somebody takes charge, dangers that wait, requests not yet qualified."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..enums.requests import ShelterRequestState
from ..models import ShelterRequest
from ..permissions import regulates
from ..reads.requests_queue import minors_waiting
from ..reads.tonight import night_at

QUALIFIED_WITHIN = timedelta(minutes=30)
"""After so long a request received is to be qualified. An example: the line settles its own."""
MOST = 40


def asked(user: User, today: date) -> Iterable[Entry]:
    """What the queue asks of whoever regulates. By label, never by name."""
    if not regulates(user):
        return
    for request in minors_waiting().order_by("received_at", "pk")[:MOST]:
        yield _entry(request, "shelter:minor", _("Mineur seul"), _("Appeler et noter le relais"), Urgency.OVERDUE)
    tonight = ShelterRequest.objects.of_night(night_at())
    minors = set(minors_waiting().values_list("pk", flat=True))
    danger = tonight.waiting().exclude(danger="").order_by("received_at", "pk")[:MOST]
    for request in danger:
        if request.pk not in minors:
            yield _entry(request, "shelter:request", _("Danger immédiat"), _("Placer tout de suite"), Urgency.OVERDUE)
    late = tonight.filter(
        state=ShelterRequestState.RECEIVED, danger="", received_at__lt=timezone.now() - QUALIFIED_WITHIN
    )
    for request in late.order_by("received_at", "pk")[:MOST]:
        if request.pk not in minors:
            yield _entry(request, "shelter:request", _("Demande à qualifier"), _("Compléter"), Urgency.TODAY)


def _entry(request: ShelterRequest, route: str, kind: str, act: str, urgency: Urgency) -> Entry:
    received = timezone.localtime(request.received_at)
    return Entry(
        kind=kind, title=_("Demande %(label)s") % {"label": request.label},
        url=reverse(route, kwargs={"key": request.key}), act=act, due=received.date(), urgency=urgency,
        at=received.time(),
    )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [asked]
