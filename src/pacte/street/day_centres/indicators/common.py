"""What the figures share: rows of a territory, and one line per place behind each value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from pacte.ground.directory.models import Place
from pacte.ground.indicators.rules.computed import Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered


def on_territory(rows: QuerySet[Any], territory: Territory | None, place: str = "place") -> Any:
    """The rows whose place stands there; all of them for the city, a place without a territory included."""
    if territory is None or territory.kind == "city":
        return rows
    return rows.filter(**{f"{place}__territory__in": covered(territory.pk)})


def by_place(counts: Iterable[tuple[Place, int]]) -> list[Row]:
    """One row per place: what is behind the value is never a person. A confidential place is not named."""
    rows = [
        Row(place.name, {"organisation": place.run_by, "count": str(count)})
        for place, count in counts if count and not place.is_confidential
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.columns["organisation"], row.label))


def places(keys: Iterable[int]) -> dict[int, Place]:
    """The places of these keys, with who runs them."""
    return Place.objects.select_related("organisation").in_bulk(list(keys))
