"""Pairs of records that somebody who follows both may decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..permissions import follows_people
from ..reads.duplicates import AT_ONCE, proposals_for


def pairs_to_decide(user: User, today: date) -> Iterable[Entry]:
    """One entry for all the pairs: they are decided one after the other. No name is written here."""
    waiting = len(proposals_for(user)) if follows_people(user) else 0
    if waiting:
        title = ngettext("%(number)d paire de fiches", "%(number)d paires de fiches", waiting) % {"number": waiting}
        yield Entry(
            kind=_("Fiches à rapprocher"),
            title=title if waiting < AT_ONCE else _("%(number)d paires de fiches ou plus") % {"number": waiting},
            url=reverse("people:duplicates"),
            act=_("Décider : une ou deux personnes ?"),
            due=None,
            urgency=Urgency.of(None, today),
        )


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [pairs_to_decide]
