"""From rows to plain slots: the dated periods, the changes of portions and the arrondissement of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pacte.ground.directory.enums import PeriodKind
from pacte.ground.directory.models import SpecialPeriod
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..models import PortionChange, Slot
from ..rules import services as plain
from ..rules.services import servings as rule_servings

__all__ = ["areas", "as_rules", "offered_slots", "rule_servings"]


def areas() -> list[Territory]:
    """The arrondissements, in their order: the rows of the grid."""
    return list(Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry").order_by("order", "code"))


def offered_slots(first: date, last: date) -> list[plain.Slot]:
    """What the grid counts between two days, both included: four queries whatever the number of points."""
    rows = Slot.objects.offered().running(first, last).select_related("place", "service")
    return as_rules(list(rows), first, last)


def as_rules(slots: list[Slot], first: date, last: date) -> list[plain.Slot]:
    """The slots as the rules read them, with whatever touches these days."""
    closures = _closures({slot.place_id for slot in slots}, first, last)
    changes: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = PortionChange.objects.filter(slot__in=slots, day__range=(first, last)).values_list("slot", "day", "portions")
    for slot, day, portions in rows:
        changes[slot].append((day, portions))
    area_of = _arrondissements({slot.place.territory_id for slot in slots if slot.place.territory_id})
    return [
        plain.Slot(
            key=str(slot.key), point=str(slot.place.key), area=area_of.get(slot.place.territory_id or 0, ""),
            meal=slot.meal, hours=slot.hours, portions=slot.portions, valid_from=slot.valid_from,
            valid_until=slot.valid_until or date.max,
            closures=(*closures[slot.place_id, None], *closures[slot.place_id, slot.service_id or 0]),
            changes=tuple(changes[slot.pk]),
        )
        for slot in slots
    ]  # fmt: skip


def _closures(places: Iterable[int], first: date, last: date) -> dict[tuple[int, int | None], list[plain.Closure]]:
    found: dict[tuple[int, int | None], list[plain.Closure]] = defaultdict(list)
    rows = SpecialPeriod.objects.filter(place__in=list(places)).exclude(kind=PeriodKind.NOTICE).touching(first, last)
    for period in rows.order_by("first_day", "pk"):
        found[period.place_id, period.service_id].append(plain.Closure(period.first_day, period.last_day, period.hours))
    return found


def _arrondissements(keys: set[int]) -> dict[int, str]:
    """The code of the arrondissement of each territory: itself, or the one that contains it."""
    held = {row.pk: row for row in Territory.objects.filter(pk__in=keys).select_related("parent").defer("geometry")}
    found = {}
    for key, territory in held.items():
        step: Territory | None = territory
        while step is not None and step.kind != TerritoryKind.ARRONDISSEMENT:
            step = step.parent
        if step is not None:
            found[key] = step.code
    return found
