"""My day: households to be informed of their points, homes to rank, decisions and leases to note. By number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.pathways.permissions import follows_cases
from pacte.ground.worklist.rules import Entry, Urgency

from . import permissions
from .models import DwellingCandidate, OfferedDwelling
from .reads.grids import grid_in_force
from .reads.requests import visible_requests


def to_inform(user: User, today: date) -> Iterable[Entry]:
    """One line for all the households that this worker leads and who do not know their points yet."""
    if not follows_cases(user) or grid_in_force(today) is None:
        return
    waiting = {"told_on__isnull": True, "route": "scored", "case__closed_on__isnull": True}
    count = visible_requests(user).filter(case__lead=user, **waiting).count()
    if count:
        title = ngettext(
            "%(count)d ménage ne connaît pas ses points", "%(count)d ménages ne connaissent pas leurs points", count
        )
        yield Entry(
            kind=_("Logement social"), title=title % {"count": count}, url=reverse("social_housing:requests"),
            act=_("Voir les demandes"), due=None, urgency=Urgency.LATER,
        )  # fmt: skip


def to_decide(user: User, today: date) -> Iterable[Entry]:
    """For the committee: homes to rank, sheets to decide."""
    if not permissions.decides(user):
        return
    for dwelling in OfferedDwelling.objects.open().filter(committee_on__isnull=True).order_by("available_on")[:20]:
        name = "sheet" if dwelling.sheet_on else "dwelling"
        yield Entry(
            kind=_("Logement à attribuer"), title=dwelling.label,
            url=reverse(f"social_housing:{name}", kwargs={"key": dwelling.key}),
            act=_("Décider") if dwelling.sheet_on else _("Classer"), due=dwelling.available_on,
            urgency=Urgency.TODAY if dwelling.available_on <= today else Urgency.LATER,
        )  # fmt: skip


def to_let(user: User, today: date) -> Iterable[Entry]:
    """For a landlord: homes allocated whose lease is not signed."""
    landlords = permissions.landlords_of(user)
    if not landlords:
        return
    rows = DwellingCandidate.objects.allocated().filter(dwelling__landlord__in=landlords, leased_on__isnull=True)
    for held in rows.select_related("dwelling")[:20]:
        yield Entry(
            kind=_("Bail à signer"), title=held.dwelling.label,
            url=reverse("social_housing:sheet", kwargs={"key": held.dwelling.key}), act=_("Noter la suite"),
            due=held.allocated_on, urgency=Urgency.TODAY,
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [to_inform, to_decide, to_let]
