"""Figures of the stock: kits given, kits in stock. People who receive one are not named, so none is counted twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Sum

from pacte.ground.directory.models import Place
from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..enums.stock import MovementKind
from ..models.stock import StockLevel, StockMovement


def kits_handed_out(on: date, territory: Territory | None) -> Result:
    """Kits given to people since 1 January, this day included, by place."""
    given = StockMovement.objects.filter(
        kind=MovementKind.HANDED_OUT, item__is_kit=True, at__date__range=(date(on.year, 1, 1), on), **_in(territory)
    )
    return _by_place(
        {row["place"]: -row["sum"] for row in given.order_by().values("place").annotate(sum=Sum("change"))}
    )


def kits_in_stock(on: date, territory: Territory | None) -> Result:
    """Kits that places hold, as they stood at the end of that day."""
    moved = StockMovement.objects.filter(item__is_kit=True, at__date__lte=on, **_in(territory))
    held = moved.order_by().values("place").annotate(sum=Sum("change"))
    return _by_place({row["place"]: row["sum"] for row in held})


def stocks_low(on: date, territory: Territory | None) -> Result:
    """Places where an item is at its alert level or below, as they stand now."""
    low = StockLevel.objects.filter(alert_at__isnull=False, **_in(territory))
    places = {level.place_id for level in low if level.is_low}
    return _by_place(dict.fromkeys(places, 1))


def _in(territory: Territory | None) -> dict[str, object]:
    if territory is None or territory.kind == TerritoryKind.CITY:
        return {}
    return {"place__territory__in": covered(territory.pk)}


def _by_place(counts: dict[int, int]) -> Result:
    places = Place.objects.select_related("organisation").in_bulk(list(counts))
    rows = [
        Row(places[key].name, {"organisation": places[key].run_by, "count": str(count)})
        for key, count in counts.items() if count
    ]  # fmt: skip
    return Result(Decimal(sum(counts.values())), sorted(rows, key=lambda row: row.label))


DECLARED = [
    Computed("kits_handed_out", kits_handed_out),
    Computed("kits_in_stock", kits_in_stock),
    Computed("stocks_low", stocks_low),
]
