"""The demonstration's kits: a reserve in the city's resource place, what day centres hold, what they ask for."""

from __future__ import annotations

from uuid import UUID, uuid5

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.directory.models import Place

from ..models.stock import Item
from ..services import stock, supply

NAMESPACE = UUID("5f0c7f5e-7c55-4a0e-9a43-0d1d3b6c2a10")
ITEMS = ("Savon", "Brosse à dents", "Dentifrice", "Serviette", "Peigne", "Protections périodiques", "Couches")
KITS = {
    "Kit d’hygiène": {"Savon": 1, "Brosse à dents": 1, "Dentifrice": 1, "Serviette": 1, "Peigne": 1},
    "Kit d’hygiène pour femmes": {"Savon": 1, "Brosse à dents": 1, "Dentifrice": 1, "Protections périodiques": 2},
    "Kit pour nourrisson": {"Savon": 1, "Couches": 10, "Serviette": 1},
}


def load(plan: Plan) -> None:
    """Fill the reserve, send kits out, give some. Loading again changes nothing."""
    actor = User.objects.filter(email="pact_team@demo.pacte.example").first()
    reserve = Place.objects.filter(services__category="volunteering", organisation__slug="ville-de-paris").first()
    if actor is None or reserve is None or Item.objects.exists():
        return
    draw = plan.random("day_centres.stock")
    items = {name: stock.name_item(actor, name) for name in ITEMS}
    kits = {
        name: stock.name_item(actor, name, recipe={items[part].pk: count for part, count in recipe.items()})
        for name, recipe in KITS.items()
    }
    for name, item in items.items():
        stock.receive(actor, reserve, item, 6_000, act=uuid5(NAMESPACE, name), reason="Collecte d’exemple")
    hygiene, women, _infant = kits.values()
    stock.assemble(actor, reserve, hygiene, 2_400, act=uuid5(NAMESPACE, "hygiene"))
    stock.assemble(actor, reserve, women, 700, act=uuid5(NAMESPACE, "women"))
    centres = Place.objects.published().filter(services__category__in=("day_centre", "family_day_centre")).distinct()
    for number, centre in enumerate(centres.order_by("pk")[:14]):
        sent = draw.randint(40, 120)
        stock.transfer(actor, reserve, centre, hygiene, sent, act=uuid5(NAMESPACE, f"sent {number}"))
        given = draw.randint(10, sent)
        stock.hand_out(actor, centre, hygiene, given, act=uuid5(NAMESPACE, f"given {number}"))
        stock.warn_at(actor, centre, hygiene, 20)
        if number % 2:
            supply.ask(actor, centre, women, draw.randint(80, 260))
