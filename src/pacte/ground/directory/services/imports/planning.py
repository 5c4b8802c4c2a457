"""What a file would change, worked out without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...models import Origin, Service
from ...models import Place as Entry
from ...rules.formats import PlaceRecord, ServiceRecord
from ...rules.formats.joining import Joined, joined, short
from . import shapes
from .territories import Territories

CHUNK = 500
Tell = Callable[[int], None]


@dataclass
class ServiceChange:
    """One service of a known place: to be made when `service` is None, else with these columns to write."""

    identifier: str
    columns: Joined
    service: Service | None = None
    record: ServiceRecord | None = None


@dataclass
class PlaceChange:
    """What a source changes in a known place."""

    origin: Origin
    place: Entry
    record: PlaceRecord
    columns: Joined
    services: list[ServiceChange] = field(default_factory=list)
    stops: bool = False
    periods: bool = False
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def touched(self) -> list[ServiceChange]:
        """Services that are made or changed."""
        return [each for each in self.services if each.record is not None or each.columns.write]

    @property
    def fields(self) -> list[str]:
        """The names of what changes; nothing when the entry stays as it is."""
        parts = {"services": bool(self.touched), "stops": self.stops, "periods": self.periods}
        return [*self.columns.write, *(name for name, changes in parts.items() if changes)]

    @property
    def kept(self) -> list[str]:
        """The fields that the owner keeps against the source."""
        inside = ["services" for each in self.services if each.columns.kept]
        return list(dict.fromkeys([*self.columns.kept, *inside]))


@dataclass
class Plan:
    """Everything that a file would do. `missing` are known entries of the source that the file no longer has."""

    source: str
    new: list[PlaceRecord] = field(default_factory=list)
    changes: list[PlaceChange] = field(default_factory=list)
    unchanged: int = 0
    hidden: int = 0
    seen: set[int] = field(default_factory=set)
    missing: list[Origin] = field(default_factory=list)
    territories: Territories = field(default_factory=Territories)

    @property
    def changed(self) -> list[PlaceChange]:
        """Those in which something is written."""
        return [each for each in self.changes if each.fields]


def plan_of(source: str, records: Sequence[PlaceRecord], refused: Iterable[str] = (), tell: Tell | None = None) -> Plan:
    """Compare the records of a source with what it gave before and with what the directory says now.

    `refused` are the identifiers of entries left out for their faults: they are in the file, so they are not missing.
    """
    plan = Plan(source)
    for start in range(0, len(records), CHUNK):
        chunk = records[start : start + CHUNK]
        known = _known(source, [record.identifier for record in chunk])
        changed = [each for each in chunk if each.identifier in known and known[each.identifier].digest != each.digest]
        places = _places([known[each.identifier].place_id for each in changed])
        for record in chunk:
            _place(plan, record, known.get(record.identifier), places)
        if tell:
            tell(start + len(chunk))
    present = {record.identifier for record in records} | set(refused)
    rows = Origin.objects.filter(source=source).select_related("place").defer("given")
    plan.missing = [origin for origin in rows.order_by("identifier") if origin.identifier not in present]
    return plan


def _known(source: str, identifiers: list[str]) -> dict[str, Origin]:
    rows = Origin.objects.filter(source=source, identifier__in=identifiers)
    return {origin.identifier: origin for origin in rows}


def _places(keys: list[int]) -> dict[int, Entry]:
    rows = Entry.objects.filter(pk__in=keys).select_related("merged_into", "territory", "organisation")
    return {each.pk: each for each in rows.prefetch_related("services", "stops", "periods__service")}


def _place(plan: Plan, record: PlaceRecord, origin: Origin | None, places: dict[int, Entry]) -> None:
    if origin is None:
        plan.new.append(record)
        return
    plan.seen.add(origin.pk)
    place = places.get(origin.place_id)
    if place is None or place.is_confidential:
        plan.unchanged += 1
        plan.hidden += place is not None
        return
    change = _change(origin, place, record, plan)
    plan.changes.append(change)
    plan.unchanged += not change.fields


def _change(origin: Origin, place: Entry, record: PlaceRecord, plan: Plan) -> PlaceChange:
    given = origin.given
    theirs, ours = shapes.columns_of(record), shapes.columns_here(place)
    if area := plan.territories.of(record.postal_code):
        theirs["territory"], ours["territory"] = area.code, place.territory.code if place.territory else ""
    change = PlaceChange(origin, place, record, joined(ours, theirs, given.get("place", {})))
    change.services = [*_services(place, record, given.get("services", {}))]
    keys = {each.identifier: str(each.service.key) for each in change.services if each.service}
    stops, here = shapes.stops_of(record.stops), shapes.stops_here(list(place.stops.all()))
    change.stops = _follows(here, stops, given.get("stops"))
    periods = shapes.periods_of(record.periods, keys)
    mine = shapes.periods_here([each for each in place.periods.all() if each.source == plan.source])
    change.periods = _follows(mine, periods, given.get("periods"))
    change.given = {
        "place": change.columns.given,
        "services": {
            each.identifier: {"key": str(each.service.key), "fields": each.columns.given}
            for each in change.services if each.service
        },
        "stops": short(stops) if change.stops or here == stops else given.get("stops"),
        "periods": short(periods) if change.periods or mine == periods else given.get("periods"),
    }  # fmt: skip
    return change


def _follows(ours: list[Any], theirs: list[Any], given: str | None) -> bool:
    """Whether a whole list is to be replaced: it differs, and is still what the source last gave."""
    return ours != theirs and short(ours) == (given or short(None))


def _services(place: Entry, record: PlaceRecord, given: dict[str, Any]) -> Iterator[ServiceChange]:
    here = {str(each.key): each for each in place.services.all()}
    known = {name: each["key"] for name, each in given.items()}
    elsewhere = {str(each.key): each for each in Service.objects.filter(key__in=set(known.values()) - here.keys())}
    claimed = set(known.values())
    for one in record.services:
        service = (here | elsewhere).get(known.get(one.identifier, ""))
        if one.identifier not in known:
            service = _same(place, one, claimed)
        if service is not None:
            claimed.add(str(service.key))
            fields = given.get(one.identifier, {}).get("fields", {})
            columns = joined(shapes.service_here(service), shapes.service_columns(one), fields)
            yield ServiceChange(one.identifier, columns, service)
        elif one.identifier not in known:
            yield ServiceChange(one.identifier, Joined(), record=one)
    present = {one.identifier for one in record.services}
    for name in known.keys() - present:
        if service := (here | elsewhere).get(known[name]):
            fields = given[name]["fields"]
            ended = joined(shapes.service_here(service), {"is_active": False}, fields)
            ended.given = fields | ended.given
            yield ServiceChange(name, ended, service)


def _same(place: Entry, one: ServiceRecord, claimed: set[str]) -> Service | None:
    """A service of the place that is this one, though the source never gave it under this identifier."""
    alike = (each for each in place.services.all() if (each.category, each.name) == (one.category, one.name))
    return next((each for each in alike if str(each.key) not in claimed), None)
