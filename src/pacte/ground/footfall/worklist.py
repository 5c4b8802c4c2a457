"""The way to the counter: my day leads to the places where one counts, two touches from the first person who comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.directory.models import Place
from pacte.ground.field.registry import Entry as FieldEntry
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .enums import CountKind
from .permissions import counts

LATELY = timedelta(days=28)
MOST = 5
MOST_OFFLINE = 50


def _mine(user: Any, today: date) -> list[Place]:
    """Where one counted these last four weeks; where one counts at all, when there are few such places."""
    if not counts(user):
        return []
    places = reads.with_lately_counted_first(reads.counted_by(user), user)
    lately = list(places.filter(last_counted__gte=today - LATELY)[:MOST])
    if lately:
        return lately
    few = list(places.filter(status="published")[: MOST + 1])
    return few if len(few) <= MOST else []


def counters(user: User, today: date) -> Iterable[Entry]:
    """One entry per place, all day long: it is the way in, whether something was counted already or not."""
    places = _mine(user, today)
    if not places:
        return
    sums: dict[int, int] = {}
    for row in reads.totals([place.pk for place in places], CountKind.values, today, today):
        sums[row.place_id] = sums.get(row.place_id, 0) + row.quantity
    for place in places:
        total = sums.get(place.pk, 0)
        said = ngettext("%(total)s compté aujourd’hui", "%(total)s comptés aujourd’hui", total) % {"total": total}
        yield Entry(
            kind=_("Fréquentation"), title=place.name, url=reverse("footfall:counter", kwargs={"key": place.key}),
            act=_("Compter"), due=today, urgency=Urgency.TODAY,
            detail=said if total else _("Rien n’est compté aujourd’hui"),
        )  # fmt: skip


def offline_counters(user: Any) -> Iterable[FieldEntry]:
    """The counters that the offline application opens on: where one counts, or might when one never did."""
    if counts(user):
        places = list(reads.with_lately_counted_first(reads.counted_by(user), user)[:MOST_OFFLINE])
        lately = [place for place in places if place.last_counted is not None]
        for place in lately or places:
            url = reverse("footfall:offline", kwargs={"key": place.key})
            yield FieldEntry(place.name, url, _("Compter les passages"))


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [counters]
