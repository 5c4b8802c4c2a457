"""My places: where one counts, with what today already says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of

from .. import permissions, reads
from ..enums import CountKind

MOST = 300


@require_safe
@signed_in
def places(request: HttpRequest) -> HttpResponse:
    """The places whose figures one reads, those where one counted last first."""
    user, today = user_of(request), timezone.localdate()
    permissions.require_reading(user)
    found = list(reads.with_lately_counted_first(reads.read_by(user), user)[:MOST])
    counted = reads.totals([place.pk for place in found], CountKind.values, today, today)
    sums: dict[int, list[tuple[str, int]]] = {}
    for row in sorted(counted, key=lambda row: CountKind.values.index(row.kind)):
        sums.setdefault(row.place_id, []).append((str(CountKind(row.kind).label), row.quantity))
    rows = [(place, sums.get(place.pk, [])) for place in found]
    lately = [row for row in rows if row[0].last_counted is not None]
    page = {
        "rows": lately or rows,
        "others": [row for row in rows if row[0].last_counted is None] if lately else [],
        "counts": permissions.counts(user),
        "keeps": permissions.corrects(user),
        "today": today,
    }
    return render(request, "footfall/places.html", page)
