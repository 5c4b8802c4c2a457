"""What the stock's pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from pacte.ground.directory.models import Place, PlaceQuerySet
from pacte.ground.directory.reads import kept_by
from pacte.ground.partners.permissions import Someone

from ..enums.stock import MovementKind, SupplyState
from ..models.stock import Item, StockLevel, StockMovement, SupplyRequest
from ..rules import stock as rules


@dataclass(frozen=True)
class Line:
    """An item at a place: its level and, for a kit, how many the parts there would make."""

    level: StockLevel
    possible: int | None


def lines(place: Place) -> list[Line]:
    """The place's levels, kits first."""
    levels = list(
        StockLevel.objects.filter(place=place, item__is_active=True)
        .select_related("item").prefetch_related("item__recipe").order_by("-item__is_kit", "item__name")
    )  # fmt: skip
    held = {level.item_id: level.quantity for level in levels}
    return [Line(level, _possible(level.item, held) if level.item.is_kit else None) for level in levels]


def _possible(kit: Item, held: dict[int, int]) -> int:
    return rules.kits_possible({part.item_id: part.quantity for part in kit.recipe.all()}, held)


def items(*, kits: bool | None = None) -> QuerySet[Item]:
    """The city's list of items still in use, with their recipes."""
    found = Item.objects.filter(is_active=True).prefetch_related("recipe__item")
    return found if kits is None else found.filter(is_kit=kits)


def movements(place: Place) -> QuerySet[StockMovement]:
    """Everything that happened to a place's stock, the latest first."""
    return StockMovement.objects.filter(place=place).select_related("item", "by")


def waiting_of(place: Place) -> QuerySet[SupplyRequest]:
    """What a place asked for and waits for."""
    return SupplyRequest.objects.filter(place=place, state=SupplyState.WAITING).select_related("item")


def places_with_stock(user: Someone) -> PlaceQuerySet:
    """The places with a stock, or that asked for one, that the user keeps; with `low` items and `asked` requests."""
    kept = kept_by(user).filter(Q(stock__isnull=False) | Q(supply_requests__isnull=False)).distinct()
    low = Count("stock", filter=Q(stock__quantity__lte=F("stock__alert_at")), distinct=True)
    asked = Count("supply_requests", filter=Q(supply_requests__state=SupplyState.WAITING), distinct=True)
    return kept.annotate(low=low, asked=asked).select_related("organisation").order_by("name", "pk")


@dataclass(frozen=True)
class Asked:
    """An item that places wait for, and their requests, the first come first."""

    item: Item
    requests: list[SupplyRequest]

    @property
    def quantity(self) -> int:
        return sum(request.quantity for request in self.requests)


def asked() -> list[Asked]:
    """What waits, by item."""
    waiting = SupplyRequest.objects.filter(state=SupplyState.WAITING).select_related("item", "place")
    found: dict[int, Asked] = {}
    for request in waiting.order_by("item__name", "asked_at", "pk"):
        found.setdefault(request.item_id, Asked(request.item, [])).requests.append(request)
    return list(found.values())


def reserves(item: Item) -> list[StockLevel]:
    """The places that hold some of an item, those that hold most first."""
    held = StockLevel.objects.filter(item=item, quantity__gt=0)
    return list(held.select_related("place").order_by("-quantity", "place__name"))


def handed_out(first: date, last: date, *, kits: bool | None = None, places: Iterable[int] | None = None) -> int:
    """How many were given to people between two days, both included."""
    given = StockMovement.objects.filter(kind=MovementKind.HANDED_OUT, at__date__range=(first, last))
    if kits is not None:
        given = given.filter(item__is_kit=kits)
    if places is not None:
        given = given.filter(place__in=places)
    return -(given.aggregate(total=Sum("change"))["total"] or 0)
