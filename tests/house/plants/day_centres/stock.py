"""The stock of kits."""

from __future__ import annotations

from uuid import uuid4

from pacte.ground.declarations.access import Placement
from pacte.street.day_centres.models import Item, KitPart, StockLevel, StockMovement, SupplyRequest
from tests.house.city import City
from tests.house.plants.day_centres import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """A reserve of one item behind each placement, and what the place asked for."""
    soap, kit = Item.objects.create(name="Un savon"), Item.objects.create(name="Un kit", is_kit=True)
    KitPart.objects.create(kit=kit, item=soap, quantity=1)
    for placement, at in planted.items():
        StockLevel.objects.create(place=at.place, item=soap, quantity=9)
        StockMovement.objects.create(place=at.place, item=soap, kind="receipt", change=9, after=9)
        waiting = SupplyRequest.objects.create(place=at.place, item=kit, quantity=3)
        closing = SupplyRequest.objects.create(place=at.place, item=soap, quantity=3)
        moved = {"act": str(uuid4()), "item": soap.pk, "quantity": 1}
        counted = {"act": str(uuid4()), f"item_{soap.pk}": 8, "reason": "Inventaire"}
        for route in ("stock", "stock_movements", "stock_movements_csv"):
            city.offer(f"day_centres:{route}", placement, key=at.place.key)
        city.offer("day_centres:stock_move", placement, moved, key=at.place.key, move="remettre")
        city.offer("day_centres:stock_inventory", placement, counted, key=at.place.key)
        city.offer("day_centres:stock_withdraw", placement, request_key=waiting.key)
        city.offer("day_centres:stock_refuse", placement, request_key=closing.key)
        city.offer("day_centres:stock_share", placement, {"act": str(uuid4())}, number=soap.pk, key=at.place.key)
        city.offer("day_centres:stock_item", placement, {"name": "Un kit"}, number=kit.pk)
