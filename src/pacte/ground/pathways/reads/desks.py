"""Which desk answers which signal: the one nearest to where it comes from. Without any, the pact's team is told."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import lineage, reaching

from ..models import TriageDesk


def open_desks(on: date | None = None) -> list[TriageDesk]:
    """The desks that answer on this day (today by default): not closed, of an active organisation."""
    day = on or timezone.localdate()
    rows = TriageDesk.objects.filter(organisation__is_active=True).select_related("organisation", "territory")
    found = [
        each for each in rows.order_by("organisation__name", "pk") if each.closed_on is None or each.closed_on > day
    ]
    return sorted(found, key=lambda each: each.territory_id is None)


def desk_for(kind: str, territory: Territory | None, on: date | None = None) -> TriageDesk | None:
    """The desk for this kind of signal: that of the territory, of what contains or groups it, else the whole city's.

    A signal that says no territory goes to a desk of the whole city, or to none.
    """
    desks = [each for each in open_desks(on) if kind in each.kinds]
    if territory is not None:
        line = lineage(territory)
        for reach in ({territory.pk}, line, reaching(territory)):
            near = next((each for each in desks if each.territory_id in reach), None)
            if near is not None:
                return near
    return next((each for each in desks if each.territory_id is None), None)
