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
from .reads.young import waiting_late, within_reach


def as_soon_as_possible(user: User, today: date) -> Iterable[Entry]:
    """Taken in charge after 17 years: the law counts no days, the interview is for now."""
    if not follows_cases(user):
        return
    for young in waiting_late(user):
        yield Entry(
            kind=_("Jeunes majeurs"), title=young.case.label, url=_url(young), act=_("Tenir l’entretien"), due=None,
            urgency=Urgency.TODAY, detail=_("Dès que possible : prise en charge après 17 ans"),
        )  # fmt: skip


def trusted_to_offer(user: User, today: date) -> Iterable[Entry]:
    """A year before 18 has come and no trusted person was offered."""
    if not follows_cases(user):
        return
    rows = within_reach(user).filter(
        trusted_named_on__isnull=True, left_on__isnull=True, turns_18_on__lte=today + timedelta(days=365),
        turns_18_on__gt=today, case__lead=user,
    )  # fmt: skip
    for young in rows.order_by("turns_18_on", "pk")[:50]:
        yield Entry(
            kind=_("Jeunes majeurs"), title=young.case.label, url=_url(young),
            act=_("Proposer une personne de confiance"), due=young.turns_18_on, urgency=Urgency.LATER,
        )  # fmt: skip


def _url(young: YoungAdult) -> str:
    return reverse("young_adults:young", kwargs={"key": young.case.key})


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [as_soon_as_possible, trusted_to_offer]
