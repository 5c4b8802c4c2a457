"""My day: the round that is open, with what is left to decide in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..enums.allocation import RoundLineState, RoundState
from ..models import AllocationRound, ProposalLine
from ..permissions import regulates
from ..reads.tonight import night_at


def rounds(user: User, today: date) -> Iterable[Entry]:
    """Tonight's open round, for whoever regulates."""
    if not regulates(user):
        return
    found = (
        AllocationRound.objects.filter(night=night_at(), state=RoundState.OPEN).only("key", "number", "digest").first()
    )
    if found is None:
        return
    left = ProposalLine.objects.filter(round=found, state__in=(RoundLineState.PROPOSED, RoundLineState.TAKEN)).count()
    words = ngettext("%(count)d ligne à décider", "%(count)d lignes à décider", left) % {"count": left}
    yield Entry(
        kind=_("Tour d’attribution"),
        title=_("Tour n° %(number)d de cette nuit") % {"number": found.number},
        url=reverse("shelter:round", kwargs={"key": found.key}),
        act=_("Décider") if found.digest else _("Choisir la manière"),
        due=today,
        urgency=Urgency.TODAY,
        detail=words if found.digest else "",
    )


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [rounds]
