"""A record as columns of our rows, and our rows as the same columns, so that the two can be compared."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ...models import Place, Service, SpecialPeriod, Stop
from ...rules.formats import Conditions, PeriodRecord, PlaceRecord, ServiceRecord, StopRecord

CONDITIONS = tuple(each.name for each in fields(Conditions))
LISTS = ("audiences", "languages")
TEXTS = {
    "name": 160, "operator": 160, "description": None, "description_en": None, "description_ar": None,
    "address": 200, "postal_code": 10, "municipality": 80, "directions": 200, "telephone": 30, "email": 254,
    "website": 200, "hours": 500,
}  # fmt: skip
OTHERS = ("kind", "is_confidential", "latitude", "longitude", "reviewed_on")
SERVICE = ("category", "name", "description", "hours", "capacity", "is_active")


def columns_of(record: PlaceRecord) -> dict[str, Any]:
    """The columns of `Place` that the record gives, conditions included."""
    given = {name: getattr(record, name) for name in (*TEXTS, *OTHERS)}
    return given | conditions_of(record.conditions)


def conditions_of(conditions: Conditions) -> dict[str, Any]:
    """The columns of `models.Conditions`."""
    found = {name: getattr(conditions, name) for name in CONDITIONS}
    return found | {name: list(found[name]) for name in LISTS}


def service_columns(record: ServiceRecord) -> dict[str, Any]:
    """The columns of `Service`; without conditions of its own those columns are empty."""
    given = {name: getattr(record, name) for name in SERVICE}
    own = record.conditions
    return given | {"has_own_conditions": own is not None} | conditions_of(own or Conditions())


def columns_here(place: Place) -> dict[str, Any]:
    """The same columns as they stand in the directory."""
    return {name: getattr(place, name) for name in (*TEXTS, *OTHERS, *CONDITIONS)}


def service_here(service: Service) -> dict[str, Any]:
    return {name: getattr(service, name) for name in (*SERVICE, "has_own_conditions", *CONDITIONS)}


def stops_of(records: tuple[StopRecord, ...]) -> list[list[Any]]:
    return [[each.name, each.address, each.latitude, each.longitude, each.hours] for each in records]


def stops_here(stops: list[Stop]) -> list[list[Any]]:
    return [[each.name, each.address, each.latitude, each.longitude, each.hours] for each in stops]


def periods_of(records: tuple[PeriodRecord, ...], services: dict[str, str]) -> list[list[Any]]:
    """Periods with the key of their service; `services` gives it by the source's identifier."""
    return sorted([*_period(each), services.get(each.service, "")] for each in records)


def periods_here(periods: list[SpecialPeriod]) -> list[list[Any]]:
    return sorted([*_period(each), str(each.service.key) if each.service else ""] for each in periods)


def _period(each: PeriodRecord | SpecialPeriod) -> list[Any]:
    return [each.kind, str(each.first_day), str(each.last_day), each.hours, each.message]
