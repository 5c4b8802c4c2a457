"""Agreements that end soon: whoever keeps them decides whether they go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .models import Agreement
from .permissions import may_keep_partners
from .rules import RENEWAL_NOTICE


def agreements_to_renew(user: User, today: date) -> Iterable[Entry]:
    """Agreements in force whose last day comes within the notice."""
    if not may_keep_partners(user):
        return
    ending = Agreement.objects.in_force(today).ending_between(today, today + RENEWAL_NOTICE)
    for agreement in ending.select_related("organisation").order_by("ends_on"):
        yield Entry(
            kind=_("Convention"),
            title=f"{agreement.organisation.name} · {agreement.title}",
            url=reverse("partners:agreement", kwargs={"number": agreement.pk}),
            act=_("Prolonger ou laisser finir"),
            due=agreement.ends_on,
            urgency=Urgency.of(agreement.ends_on, today),
        )


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [agreements_to_renew]
