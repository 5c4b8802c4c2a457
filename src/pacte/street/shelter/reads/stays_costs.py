"""What hotel nights cost: a night held is a night paid, whether or not somebody slept there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count

from pacte.ground.accounts.models import User

from ..models import HeldUnit, ShelterPlacement
from .stays import site_words

NOTHING = Decimal(0)


@dataclass(frozen=True)
class CostLine:
    """One stay of the month: its request's label and night, where, how many nights and units, what it costs (euros)."""

    label: str
    asked: date
    site: str
    lot: str
    nights: int
    units: int
    nightly: Decimal
    cost: Decimal
    is_confidential: bool = False


@dataclass(frozen=True)
class HotelCosts:
    """A month: stay by stay, night by night, and together, in euros."""

    month: date
    stays: list[CostLine]
    nights: list[tuple[date, int, Decimal]]

    @property
    def cost(self) -> Decimal:
        return sum((line.cost for line in self.stays), NOTHING)

    @property
    def unit_nights(self) -> int:
        return sum(units for _night, units, _cost in self.nights)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def hotel_costs(user: User, month: date) -> HotelCosts:
    """The nights of this month (its first day is given) in lots that cost something, at the lot's price."""
    held = HeldUnit.objects.filter(
        night__gte=month, night__lt=month_after(month), lot__nightly_cost__isnull=False
    ).select_related(None)  # fmt: skip
    values = (
        held.order_by("placement", "night").values("placement", "night").annotate(units=Count("pk"))
        .values_list("placement", "night", "units")
    )  # fmt: skip
    nights: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for row, night, units in values:
        nights[row].append((night, units))
    lines: list[CostLine] = []
    daily: dict[date, tuple[int, Decimal]] = defaultdict(lambda: (0, NOTHING))
    for placement in _placements(nights):
        price = placement.lot.nightly_cost or NOTHING
        mine = nights[placement.pk]
        units = sum(count for _night, count in mine)
        lines.append(
            CostLine(
                placement.request.label, placement.request.night, site_words(user, placement.lot.site),
                placement.lot.name, len(mine), units, price, price * units,
                placement.lot.site.is_confidential,
            )
        )  # fmt: skip
        for night, count in mine:
            before, spent = daily[night]
            daily[night] = before + count, spent + price * count
    return HotelCosts(month, lines, [(night, *said) for night, said in sorted(daily.items())])


def _placements(nights: dict[int, list[tuple[date, int]]]) -> list[ShelterPlacement]:
    rows = ShelterPlacement.objects.filter(pk__in=list(nights)).select_related("request", "lot__site__organisation")
    return list(rows.order_by("lot__site__name", "lot__name", "request__night", "request__number"))
