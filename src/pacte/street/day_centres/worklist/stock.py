"""What the stock puts into my day: items that run out at my places, requests that nobody answered yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.directory.permissions import keeper_memberships
from pacte.ground.partners.reads import within
from pacte.ground.worklist.rules import Entry, Urgency

from ..models.stock import StockLevel
from ..permissions.stock import shares_out
from ..reads import stock as reads


def low_stock(user: User, today: date) -> Iterable[Entry]:
    """Items at their alert level at the places of the user's organisation, one entry per place."""
    held = keeper_memberships(user)
    if not held:
        return
    low = StockLevel.objects.filter(within(held, "place__"), quantity__lte=F("alert_at"), item__is_active=True)
    by_place: dict[str, list[StockLevel]] = {}
    for level in low.select_related("place", "item").order_by("place__name", "item__name"):
        by_place.setdefault(reverse("day_centres:stock", args=[level.place.key]), []).append(level)
    for url, levels in by_place.items():
        names = ", ".join(f"{level.item} ({level.quantity})" for level in levels[:4])
        yield Entry(
            kind=_("Stock bas"), title=levels[0].place.name, url=url, act=_("Voir le stock"), due=today,
            urgency=Urgency.SOON, detail=names,
        )  # fmt: skip


def requests_waiting(user: User, today: date) -> Iterable[Entry]:
    """For whoever shares stocks out: items that places wait for."""
    if not shares_out(user):
        return
    for line in reads.asked():
        count = len(line.requests)
        words = ngettext("%(count)d lieu attend", "%(count)d lieux attendent", count) % {"count": count}
        since = min(request.asked_at for request in line.requests).date()
        yield Entry(
            kind=_("Demande d’articles"), title=line.item.name, url=reverse("day_centres:stock_asked"),
            act=_("Répartir"), due=since, urgency=Urgency.SOON, detail=words,
        )  # fmt: skip


PROVIDERS = [low_stock, requests_waiting]
