"""Signals, caseload, tenancies kept, arrondissements covered. Restricted persons are in no figure."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .models import NeighbourSignal, NeighbourSignalQuerySet, TeamCoverage

KEPT = "tenancy_kept"


def _by_area(rows: NeighbourSignalQuerySet, territory: Territory | None) -> Result:
    """One row per arrondissement: never a signal."""
    if territory is not None and territory.kind != "city":
        rows = rows.filter(territory__in=covered(territory.pk))
    counts = Counter(rows.in_the_open().values_list("territory__code", "territory__name_fr"))
    found = [Row(name, {"count": str(number)}) for (_code, name), number in sorted(counts.items())]
    return Result(Decimal(sum(counts.values())), found)


def signals(on: date, territory: Territory | None) -> Result:
    """Signals handed to a team since 1 January."""
    return _by_area(NeighbourSignal.objects.filter(received_on__range=(date(on.year, 1, 1), on)), territory)


def caseload(on: date, territory: Territory | None) -> Result:
    """Signals that a team follows that day: taken in charge, not closed."""
    return _by_area(NeighbourSignal.objects.all().taken_in_charge(on), territory)


def tenancies_kept(on: date, territory: Territory | None) -> Result:
    """Follow-ups closed since 1 January while the lease goes on."""
    closed = NeighbourSignal.objects.filter(closed_on__range=(date(on.year, 1, 1), on), case__outcome=KEPT)
    return _by_area(closed, territory)


def areas_covered(on: date, territory: Territory | None) -> Result:
    """Arrondissements that a team covers that day."""
    rows = TeamCoverage.objects.on(on).select_related("territory", "organisation")
    if territory is not None and territory.kind != "city":
        rows = rows.filter(territory__in=covered(territory.pk))
    found = [Row(each.territory.name_fr, {"starts_on": each.since.isoformat()}) for each in rows]
    return Result(Decimal(len(found)), found)


DECLARED = [
    Computed("neighbour_signals", signals),
    Computed("neighbour_caseload", caseload),
    Computed("neighbour_tenancies_kept", tenancies_kept),
    Computed("neighbour_areas_covered", areas_covered),
]
