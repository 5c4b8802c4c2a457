"""My day: interviews to hold as soon as possible, a trusted person to offer. By P-number, no name.

Interviews with a term and contracts that end come from the case's own clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.pathways.permissions import follows_cases
from pacte.ground.worklist.rules import Entry, Urgency

from .models import YoungAdult
from .reads.young import SHOWN, waiting_late, within_reach


def young_people(user: User, today: date) -> Iterable[Entry]:
    """What those within reach who have not left ask, from one reading."""
    if not follows_cases(user):
        return
    found = within_reach(user).filter(left_on__isnull=True, turns_18_on__isnull=False)
    rows = list(found.order_by("turns_18_on", "pk")[:SHOWN])
    yield from _as_soon_as_possible(rows)
    yield from _trusted_to_offer([each for each in rows if each.case.lead_id == user.pk], today)


def _as_soon_as_possible(rows: list[YoungAdult]) -> Iterable[Entry]:
    """Taken in charge after 17 years: the law counts no days, the interview is for now."""
    for young in waiting_late(rows):
        yield Entry(
            kind=_("Jeunes majeurs"), title=young.case.label, url=_url(young), act=_("Tenir l’entretien"), due=None,
            urgency=Urgency.TODAY, detail=_("Dès que possible : prise en charge après 17 ans"),
        )  # fmt: skip


def _trusted_to_offer(rows: list[YoungAdult], today: date) -> Iterable[Entry]:
    """A year before 18 has come and no trusted person was offered."""
    for young in rows:
        assert young.turns_18_on is not None
        if young.trusted_named_on is not None or not today < young.turns_18_on <= today + timedelta(days=365):
            continue
        yield Entry(
            kind=_("Jeunes majeurs"), title=young.case.label, url=_url(young),
            act=_("Proposer une personne de confiance"), due=young.turns_18_on, urgency=Urgency.LATER,
        )  # fmt: skip


def _url(young: YoungAdult) -> str:
    return reverse("young_adults:young", kwargs={"key": young.case.key})


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [young_people]
