"""My day: lockers kept for somebody who has to come, loans whose term comes or is past. By number, never by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import open_or_in_sight
from pacte.ground.worklist.rules import Entry, Urgency

from .. import permissions
from ..enums.lockers import Lateness
from ..models import CentrePolicy, Loan, Waiting
from ..reads.lockers import loans_of, waits_of

ACTS = {
    Lateness.SOON: (Urgency.SOON, "renew"),
    Lateness.GRACE: (Urgency.TODAY, "talk"),
    Lateness.LATE: (Urgency.OVERDUE, "reach"),
    Lateness.MAY_PUT_ASIDE: (Urgency.OVERDUE, "aside"),
}


def lockers(user: User, today: date) -> Iterable[Entry]:
    """What the lockers of the user's places ask for, and the offers made to those whom they referred."""
    if not permissions.held(user, *permissions.DESK_ROLES):
        return
    policy = CentrePolicy.current()
    for wait in waits_of(user).offered().order_by("offer_until", "pk"):
        yield _offered(wait)
    for loan in _followed(user):
        stage = loan.lateness(today, policy)
        if stage in ACTS:
            yield _term(loan, stage)


def _followed(user: User) -> Iterable[Loan]:
    """The running loans, without those of restricted persons whom the user may not know of."""
    seen = open_or_in_sight(user, "person")
    return loans_of(user).running().filter(seen).order_by("ends_on", "pk")


def _offered(wait: Waiting) -> Entry:
    place = wait.set.place
    assert wait.locker is not None
    return Entry(
        kind=_("Casier"), title=_("Casier %(number)s gardé pour l’attente n° %(wait)s")
        % {"number": wait.locker.number, "wait": wait.number},
        url=reverse("day_centres:wait", kwargs={"key": wait.key}), act=_("Prévenir ou donner"), due=wait.offer_until,
        urgency=Urgency.TODAY, detail=place.name,
    )  # fmt: skip


def _term(loan: Loan, stage: Lateness) -> Entry:
    urgency, code = ACTS[stage]
    acts = {
        "renew": _("Renouveler ou préparer la suite"), "talk": _("En parler avec la personne"),
        "reach": _("Chercher à joindre la personne"), "aside": _("Mettre les affaires de côté"),
    }  # fmt: skip
    return Entry(
        kind=_("Casier"), title=_("Casier %(number)s") % {"number": loan.locker.number},
        url=reverse("day_centres:loan", kwargs={"key": loan.key}), act=acts[code], due=loan.ends_on, urgency=urgency,
        detail=f"{loan.locker.set.place.name} · {stage.label}",
    )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [lockers]
