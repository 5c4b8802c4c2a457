"""What food coordination puts into my day: the week's shortfall, totals to note, closures to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.directory.permissions import keeper_memberships
from pacte.ground.worklist.rules import Entry, Urgency

from .models import Slot
from .permissions import coordinates
from .reads import served
from .reads.closures import period
from .reads.points import points_kept_by
from .reads.slots import as_rules
from .reads.week import coming, week
from .rules.services import servings

LOOK_BACK = 3
"""Days after which a total that was not noted is no longer asked for."""
AHEAD = 21
"""Days ahead of which a public holiday is told."""


def shortfall(user: User, today: date) -> Iterable[Entry]:
    """The portions missing from today to Sunday, for the coordination."""
    if not coordinates(user):
        return
    found = week(today).grid
    left = [cell for cell in found.gaps() if cell.day >= today]
    missing = sum(cell.shortfall for cell in left)
    if missing:
        first = min(cell.day for cell in left)
        title = ngettext(
            "%(count)s portion manque d’ici dimanche", "%(count)s portions manquent d’ici dimanche", missing
        ) % {"count": missing}
        yield Entry(
            kind=_("Repas"), title=title, url=reverse("meals:grid"), act=_("Voir la semaine"), due=first,
            urgency=Urgency.of(first, today),
            detail=ngettext("dans %(count)s case", "dans %(count)s cases", len(left)) % {"count": len(left)},
        )  # fmt: skip


def closures(user: User, today: date) -> Iterable[Entry]:
    """The next public holiday on which points close, for the coordination."""
    if not coordinates(user):
        return
    for day in coming(today, 1):
        if day > today + timedelta(days=AHEAD):
            return
        told = period(day, day)
        if told.points:
            title = ngettext(
                "%(count)s point ferme le %(day)s", "%(count)s points ferment le %(day)s", len(told.points)
            ) % {"count": len(told.points), "day": date_format(day, "l j F")}
            yield Entry(
                kind=_("Repas"), title=title, url=reverse("meals:forecast"), act=_("Voir ce qui manquera"), due=day,
                urgency=Urgency.of(day, today),
                detail=_("%(count)s portions manqueront") % {"count": told.total.shortfall},
            )  # fmt: skip


def totals(user: User, today: date) -> Iterable[Entry]:
    """Services of the last days of which nobody said what was served: neither a total nor the counter."""
    if not keeper_memberships(user):
        return
    first, last = today - timedelta(days=LOOK_BACK), today - timedelta(days=1)
    slots = list(
        Slot.objects.filter(place__in=points_kept_by(user)).running(first, last).select_related("place", "service")
    )
    rows = {str(slot.key): slot for slot in slots}
    told = served.by_place({slot.place_id for slot in slots}, first, last) if slots else {}
    missing: dict[str, list[date]] = {}
    for serving in servings(as_rules(slots, first, last), first, last) if slots else []:
        slot = rows[serving.slot.key]
        if (slot.place_id, serving.day, slot.meal) not in told:
            missing.setdefault(serving.slot.key, []).append(serving.day)
    for key, days in missing.items():
        slot = rows[key]
        day = max(days)
        yield Entry(
            kind=_("Total servi"),
            title=_("%(meal)s du %(day)s") % {"meal": slot.get_meal_display(), "day": date_format(day, "l j F")},
            url=f"{reverse('meals:served', kwargs={'key': slot.key})}?jour={day.isoformat()}",
            act=_("Noter le total"), due=day + timedelta(days=1), urgency=Urgency.of(day + timedelta(days=1), today),
            detail=slot.place.name,
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [shortfall, closures, totals]
