"""My day: a landlord's sheets that wait, a team's signals to give and to answer. By number, nothing of health."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .enums import TroubleState
from .models import NeighbourSignal
from .permissions import is_team, writes_sheets
from .reads.signals import of_landlord, of_team, waits


def of_landlords(user: User, today: date) -> Iterable[Entry]:
    """Sheets that wait for the tenant's information or answer."""
    if not writes_sheets(user):
        return
    for signal in of_landlord(user).filter(state=TroubleState.HELD).exclude(consent="refused").order_by("number"):
        url = reverse("neighbours:complete", kwargs={"key": signal.key})
        yield Entry(
            kind=_("Voisinage"), title=signal.label, url=url, act=_("Noter l’information"), due=None,
            urgency=Urgency.TODAY, detail=waits(signal),
        )  # fmt: skip


def of_teams(user: User, today: date) -> Iterable[Entry]:
    """Signals that nobody has, and one's own that nobody took in charge yet."""
    if not is_team(user):
        return
    received = list(of_team(user).filter(state=TroubleState.RECEIVED).order_by("received_on", "number"))
    if waiting := [each for each in received if each.assigned_to_id is None]:
        words = ngettext("%(count)s signalement à confier", "%(count)s signalements à confier", len(waiting))
        yield Entry(
            kind=_("Voisinage"), title=words % {"count": len(waiting)}, url=reverse("neighbours:home"),
            act=_("Confier"), due=waiting[0].received_on, urgency=_urgency(waiting),
        )  # fmt: skip
    for signal in received:
        if signal.assigned_to_id == user.pk:
            yield Entry(
                kind=_("Voisinage"), title=signal.label, url=reverse("neighbours:signal", kwargs={"key": signal.key}),
                act=_("Prendre en charge"), due=signal.received_on, urgency=_urgency([signal]),
                detail=signal.territory.name_fr,
            )  # fmt: skip


def _urgency(signals: list[NeighbourSignal]) -> Urgency:
    return Urgency.OVERDUE if any(each.danger for each in signals) else Urgency.TODAY


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [of_landlords, of_teams]
