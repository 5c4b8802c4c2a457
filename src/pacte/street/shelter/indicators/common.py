"""What the night's figures share: lots of a territory, one line per site behind each value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from pacte.ground.indicators.rules.computed import Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..models import ShelterSite


def on_territory(rows: QuerySet[Any], territory: Territory | None, path: str) -> Any:
    """The rows that stand there; all of them for the city, those without a territory included."""
    if territory is None or territory.kind == "city":
        return rows
    return rows.filter(**{f"{path}__in": covered(territory.pk)})


def first_night(on: date) -> date:
    """Where a flow of the year begins."""
    return date(on.year, 1, 1)


def by_site(counts: Mapping[int, int], value: Decimal | None = None) -> Result:
    """One row per site; a confidential site counts in the value and is named in no row."""
    known = ShelterSite.objects.select_related("organisation").in_bulk(list(counts))
    rows = [
        Row(site.name, {"organisation": site.organisation.name, "count": str(counts[key])})
        for key, site in known.items()
        if counts[key] and not site.is_confidential
    ]
    rows.sort(key=lambda row: (row.columns["organisation"], row.label))
    return Result(Decimal(sum(counts.values())) if value is None else value, rows)
