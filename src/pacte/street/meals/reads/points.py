"""The meal points one keeps, their slots, and today's service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from pacte.ground.directory.enums import Category
from pacte.ground.directory.models import Place, PlaceQuerySet, Service
from pacte.ground.directory.reads import kept_by
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from ..enums import COUNTED, MEAL_CATEGORIES, Meal
from ..models import Slot, SlotQuerySet
from ..permissions import checking_memberships
from ..rules.services import Serving
from . import served
from .slots import as_rules, rule_servings


def meal_services() -> QuerySet[Service]:
    """The services of the directory at which meals are coordinated."""
    return Service.objects.filter(category__in=MEAL_CATEGORIES, is_active=True)


def points_kept_by(user: Someone) -> PlaceQuerySet:
    """The places with a meal service that the user keeps; all of them for the coordination."""
    here = meal_services().filter(place=OuterRef("pk"))
    rows = kept_by(user).filter(Exists(here), merged_into__isnull=True).exclude(status="archived")
    return rows.select_related("organisation", "territory").defer("territory__geometry")


def point_kept(user: Someone, key: UUID) -> Place:
    """A point that the user keeps; one out of their reach is not found."""
    place = points_kept_by(user).filter(key=key).first()
    if place is None:
        raise Http404
    return place


def slots_kept_by(user: Someone) -> SlotQuerySet:
    """The slots of the places that the user keeps, those whose service is gone included."""
    return Slot.objects.filter(place__in=kept_by(user)).select_related(
        "place__organisation", "place__territory", "service"
    )


def slot_kept(user: Someone, key: UUID) -> Slot:
    """A slot that the user keeps; Http404 for any other."""
    slot = slots_kept_by(user).filter(key=key).first()
    if slot is None:
        raise Http404
    return slot


def restaurants_of(user: Someone) -> PlaceQuerySet:
    """The solidarity restaurants where the user checks cards."""
    here = Service.objects.filter(category=Category.SOLIDARITY_RESTAURANT, is_active=True, place=OuterRef("pk"))
    rows = Place.objects.filter(within(checking_memberships(user)), Exists(here), merged_into__isnull=True)
    return rows.exclude(status="archived").select_related("organisation", "territory").defer("territory__geometry")


@dataclass(frozen=True)
class TodayService:
    """A service of the day: its slot, hours, portions, and what was served so far."""

    slot: Slot
    serving: Serving
    served: int | None
    is_entered: bool

    @property
    def is_counted(self) -> bool:
        """Whether the place's counter can tell it."""
        return self.slot.meal in COUNTED

    @property
    def left(self) -> int | None:
        return None if self.served is None else max(0, self.serving.portions - self.served)


@dataclass(frozen=True)
class Today:
    """A point and its services of a day."""

    place: Place
    services: list[TodayService]


def today_at(places: PlaceQuerySet, day: date) -> list[Today]:
    """Each point with its services of this day. A constant number of queries."""
    active = Prefetch("services", meal_services(), "meal_services")
    held = list(places.prefetch_related(active))
    slots = list(Slot.objects.filter(place__in=held).running(day, day).select_related("service", "place"))
    rows = {str(slot.key): slot for slot in slots}
    told = served.by_place([place.pk for place in held], day, day)
    entered = served.entered_by_slot([slot.pk for slot in slots], day, day)
    by_place: dict[int, list[TodayService]] = {place.pk: [] for place in held}
    for serving in rule_servings(as_rules(slots, day, day), day, day):
        slot = rows[serving.slot.key]
        by_place[slot.place_id].append(_service(slot, serving, told, entered))
    order = list(Meal)
    for services in by_place.values():
        services.sort(key=lambda each: (order.index(Meal(each.slot.meal)), each.serving.spans[0].start))
    return [Today(place, by_place[place.pk]) for place in held]


def _service(
    slot: Slot, serving: Serving, told: dict[tuple[int, date, str], served.Served], entered: dict[tuple[int, date], int]
) -> TodayService:
    if (slot.pk, serving.day) in entered:
        return TodayService(slot, serving, entered[slot.pk, serving.day], is_entered=True)
    found = told.get((slot.place_id, serving.day, slot.meal))
    if found is None or found.is_entered:
        return TodayService(slot, serving, None, is_entered=False)
    return TodayService(slot, serving, found.portions, is_entered=False)
