"""Movements of a stock. Each verb locks the levels it changes, in one order, and either does all of it or nothing.

`act` is drawn by the page: the same act sent twice is done once and answers the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place

from ..enums.stock import MovementKind
from ..models.stock import Item, StockLevel, StockMovement
from ..permissions.stock import require_catalogue, require_stock_of
from ..rules import stock as rules

MOST = 100_000
"""The largest number in one movement: past it, somebody typed a digit too many."""


@dataclass(frozen=True)
class Change:
    """A level that moves: which place and item, how, by how much (signed)."""

    place: Place
    item: Item
    kind: MovementKind
    by: int


def receive(actor: User, place: Place, item: Item, quantity: int, *, act: UUID, reason: str = "") -> None:
    """Take in so many of an item, with where they come from in a few words."""
    _check(quantity)
    require_stock_of(actor, place)
    _move(actor, act, [Change(place, item, MovementKind.RECEIPT, quantity)], reason)


def assemble(actor: User, place: Place, kit: Item, kits: int, *, act: UUID) -> None:
    """Make kits: their parts leave the stock and the kits enter it, in one act; what is short is named."""
    _check(kits)
    require_stock_of(actor, place)
    recipe = {part.item_id: part.quantity for part in kit.recipe.all()}
    if not recipe:
        raise BadInput(
            Fault("item", _("La composition de « %(kit)s » n’est pas connue.") % {"kit": kit},
                  _("L’équipe du Pacte la note dans les articles."))
        )  # fmt: skip
    parts = Item.objects.in_bulk(list(recipe))
    changes = [
        Change(place, parts[key], MovementKind.USED, -count) for key, count in rules.needed_for(recipe, kits).items()
    ]
    _move(actor, act, [*changes, Change(place, kit, MovementKind.ASSEMBLED, kits)])


def hand_out(actor: User, place: Place, item: Item, quantity: int = 1, *, act: UUID) -> None:
    """Give so many to people, who are not named."""
    _check(quantity)
    require_stock_of(actor, place)
    _move(actor, act, [Change(place, item, MovementKind.HANDED_OUT, -quantity)])


def discard(actor: User, place: Place, item: Item, quantity: int, *, act: UUID, reason: str) -> None:
    """Take out what is lost or past its date, with the reason."""
    _check(quantity)
    require_stock_of(actor, place)
    _require_reason(reason)
    _move(actor, act, [Change(place, item, MovementKind.LOST, -quantity)], reason)


def transfer(actor: User, place: Place, to: Place, item: Item, quantity: int, *, act: UUID) -> None:
    """Send so many to another place: they leave one stock and enter the other in one act."""
    _check(quantity)
    require_stock_of(actor, place)
    if place.pk == to.pk:
        raise BadInput(Fault("to", _("C’est le lieu de départ."), _("Choisissez un autre lieu.")))
    send(actor, place, to, item, quantity, act=act)


def send(actor: User, place: Place, to: Place, item: Item, quantity: int, *, act: UUID) -> None:
    """Both ends of a transfer, once the right was checked."""
    changes = [Change(place, item, MovementKind.SENT, -quantity), Change(to, item, MovementKind.ARRIVED, quantity)]
    _move(actor, act, changes)


@transaction.atomic
def take_inventory(actor: User, place: Place, counted: Mapping[int, int], *, act: UUID, reason: str) -> int:
    """Set levels to what was counted on the shelf, item by item; how many differed. A reason is needed."""
    require_stock_of(actor, place)
    _require_reason(reason)
    for quantity in counted.values():
        _check(quantity, least=0)
    items = Item.objects.in_bulk(list(counted))
    levels = _held(place, sorted(items))
    changes = [
        Change(place, items[key], MovementKind.COUNTED, counted[key] - levels[key].quantity)
        for key in sorted(items) if counted[key] != levels[key].quantity
    ]  # fmt: skip
    if changes:
        _move(actor, act, changes, reason)
    return len(changes)


@transaction.atomic
def warn_at(actor: User, place: Place, item: Item, threshold: int | None) -> None:
    """Choose the level at which the place's keepers are told; None for never."""
    require_stock_of(actor, place)
    if threshold is not None:
        _check(threshold, least=0)
    StockLevel.objects.update_or_create(place=place, item=item, defaults={"alert_at": threshold})


@transaction.atomic
def name_item(actor: User, name: str, *, recipe: Mapping[int, int] | None = None, item: Item | None = None) -> Item:
    """Add an item to the city's list, or change it; with a recipe it is a kit. Kits are not made of kits."""
    require_catalogue(actor)
    clean = " ".join(name.split())
    if any(other != item for other in Item.objects.filter(name__iexact=clean)):
        raise BadInput(Fault("name", _("Cet article existe déjà."), _("Choisissez un autre nom.")))
    parts = Item.objects.in_bulk(list(recipe or {}))
    if any(part.is_kit for part in parts.values()):
        raise BadInput(Fault("recipe", _("Un kit ne contient pas de kit."), _("Choisissez des articles simples.")))
    kept = item or Item(name=clean)
    kept.name, kept.is_kit = clean, bool(recipe)
    kept.save()
    kept.recipe.all().delete()
    for key, quantity in (recipe or {}).items():
        kept.recipe.create(item=parts[key], quantity=quantity)
    record(actor, "stock.item_named", f"day_centres.Item:{kept.pk}")
    return kept


@transaction.atomic
def _move(actor: User, act: UUID, changes: list[Change], reason: str = "") -> None:
    """Apply the changes of one act under lock, or name every item of which there is not enough."""
    levels: dict[tuple[int, int], StockLevel] = {}
    for place in sorted({change.place for change in changes}, key=lambda it: it.pk):
        keys = sorted(change.item.pk for change in changes if change.place == place)
        levels |= {(place.pk, key): level for key, level in _held(place, keys).items()}
    if StockMovement.objects.filter(act=act).exists():
        return
    _refuse_shortages(changes, {where: level.quantity for where, level in levels.items()})
    for change in changes:
        level = levels[change.place.pk, change.item.pk]
        level.quantity += change.by
        level.save(update_fields=["quantity"])
        StockMovement.objects.create(
            act=act, place=change.place, item=change.item, kind=change.kind, change=change.by, after=level.quantity,
            reason=" ".join(reason.split())[:200], by=actor,
        )  # fmt: skip
    first = changes[0]
    record(actor, f"stock.{first.kind}", first.place.target, organisation=_slug(first.place))


def _held(place: Place, items: list[int]) -> dict[int, StockLevel]:
    """The levels of these items at a place, made when missing and locked in the items' order."""
    known = set(StockLevel.objects.filter(place=place, item__in=items).values_list("item_id", flat=True))
    missing = [StockLevel(place=place, item_id=key) for key in items if key not in known]
    StockLevel.objects.bulk_create(missing, ignore_conflicts=True)
    rows = StockLevel.objects.select_for_update().filter(place=place, item__in=items).order_by("item_id")
    return {level.item_id: level for level in rows}


def _refuse_shortages(changes: list[Change], levels: Mapping[tuple[int, int], int]) -> None:
    faults = []
    for place in {change.place for change in changes}:
        leaving = {change.item.pk: -change.by for change in changes if change.by < 0 and change.place == place}
        here = {item: level for (where, item), level in levels.items() if where == place.pk}
        names = {change.item.pk: change.item.name for change in changes}
        for short in rules.shortages(leaving, here):
            words = _("« %(item)s » : il en faut %(needed)d, il y en a %(available)d.") % {
                "item": names[short.item], "needed": short.needed, "available": short.available,
            }  # fmt: skip
            faults.append(Fault("quantity", words, _("Il en manque %(missing)d.") % {"missing": short.missing}))
    if faults:
        raise BadInput(*faults)


def _check(quantity: int, least: int = 1) -> None:
    if not least <= quantity <= MOST:
        raise BadInput(
            Fault("quantity", _("Le nombre va de %(least)d à %(most)d.") % {"least": least, "most": MOST},
                  _("Vérifiez le nombre."))
        )  # fmt: skip


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput(Fault("reason", _("La raison manque."), _("Dites-la en quelques mots.")))


def _slug(place: Place) -> str:
    return place.organisation.slug if place.organisation else ""


def new_act() -> UUID:
    """An identifier for a form that is about to be shown."""
    return uuid4()
