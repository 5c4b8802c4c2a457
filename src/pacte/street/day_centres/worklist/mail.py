"""My day: addresses to decide, terms that come, people without news. By box number: my day names nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .. import permissions
from ..enums.mail import AddressState
from ..models import CentrePolicy, MailAddress
from ..reads.mail import addresses_of
from ..rules.mail import silent_since


def addresses(user: User, today: date) -> Iterable[Entry]:
    """What the addresses that this user follows by name ask for, from one reading."""
    if not permissions.accompanies(user):
        return
    policy = CentrePolicy.current()
    for each in addresses_of(user).open().order_by("ends_on", "pk"):
        if entry := _asks(each, today, policy):
            yield entry


def _asks(address: MailAddress, today: date, policy: CentrePolicy) -> Entry | None:
    state = address.state_on(today, policy.mail_warning_days)
    title, place = _("Boîte %(box)s") % {"box": address.box}, address.place.name
    if state == AddressState.ASKED:
        return _entry(
            address, title=_("Une adresse est demandée"), act=_("Répondre"), due=today, urgency=Urgency.SOON,
            detail=place,
        )  # fmt: skip
    if state == AddressState.ENDED:
        return _entry(
            address, title=title, act=_("Renouveler ou clore"), due=address.ends_on, urgency=Urgency.OVERDUE,
            detail=place,
        )  # fmt: skip
    if silent_since(address.last_seen_on, today, policy.silence_months):
        silent = {"place": place, "months": policy.silence_months}
        detail = _("%(place)s · pas vue depuis plus de %(months)s mois") % silent
        return _entry(
            address, title=title, act=_("Prendre des nouvelles"), due=today, urgency=Urgency.SOON, detail=detail
        )
    if state == AddressState.ENDING_SOON:
        return _entry(
            address, title=title, act=_("Préparer le renouvellement"), due=address.ends_on, urgency=Urgency.SOON,
            detail=place,
        )  # fmt: skip
    return None


def _entry(address: MailAddress, **values: Any) -> Entry:
    url = reverse("day_centres:address", kwargs={"key": address.key})
    return Entry(kind=_("Adresse de courrier"), url=url, **values)


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [addresses]
