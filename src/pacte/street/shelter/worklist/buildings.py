"""Buildings whose return comes close, for the pact's team."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..permissions import steers
from ..reads.buildings import ending


def returns(user: User, today: date) -> Iterable[Entry]:
    """One entry per building in use that is to be given back: those inside have to be rehoused before."""
    if not steers(user):
        return
    for building in ending(today):
        assert building.free_until is not None
        late = building.free_until < today
        yield Entry(
            kind=_("Bâtiment à rendre"), title=building.name,
            url=reverse("shelter:building", kwargs={"key": building.key}), act=_("Préparer le relogement"),
            due=building.free_until, urgency=Urgency.OVERDUE if late else Urgency.LATER,
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [returns]
