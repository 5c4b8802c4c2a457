"""My day, for the regulation: households that have waited too long, counted and never named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .. import permissions
from ..reads.tonight import night_at
from ..reads.waits import long_waits
from ..rules.waiting import alert


def long_waiting(user: User, today: date) -> Iterable[Entry]:
    """One line for all of them: which they are, the queue says."""
    if not permissions.regulates(user):
        return
    count = long_waits(night_at())
    if count:
        yield Entry(
            kind=_("Attente"),
            title=ngettext(
                "%(count)d ménage attend depuis %(nights)d nuits ou plus",
                "%(count)d ménages attendent depuis %(nights)d nuits ou plus", count,
            ) % {"count": count, "nights": alert().nights},
            url=reverse("shelter:waiting"), act=_("Voir l’attente"), due=today, urgency=Urgency.TODAY,
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [long_waiting]
