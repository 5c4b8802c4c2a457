"""What a file would change, worked out without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from ...models import DirectoryPolicy, Origin, Service
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

    at: datetime = field(default_factory=timezone.now)

    @cached_property
    def full_until(self) -> datetime:
        """Until when a crowd that the file tells of holds."""
        return self.at + timedelta(hours=DirectoryPolicy.current().saturation_hours)

    @property
    def changed(self) -> list[PlaceChange]:
        """Those in which something is written."""
        return [each for each in self.changes if each.fields]


def plan_of(source: str, records: Sequence[PlaceRecord], refused: Iterable[str] = (), tell: Tell | None = None) -> Plan:
    """Compare the records of a source with what it gave before and with what the directory says now.

    `refused` are the identifiers of entries left out for their faults: they are in the file, so they are not missing.
    """
    plan, known = Plan(source), _known(source)
    for start in range(0, len(records), CHUNK):
        chunk = records[start : start + CHUNK]
        changed = [known[each.identifier][0] for each in chunk if _differs(each, known)]
        origins = {each.identifier: each for each in Origin.objects.filter(pk__in=changed)}
        places = _places([each.place_id for each in origins.values()])
        for record in chunk:
            if record.identifier not in known:
                plan.new.append(record)
                continue
            plan.seen.add(known[record.identifier][0])
            if record.identifier not in origins:
                plan.unchanged += 1
            else:
                _place(plan, record, origins[record.identifier], places)
        if tell:
            tell(start + len(chunk))
    present = {record.identifier for record in records} | set(refused)
    gone = [pk for identifier, (pk, _digest) in known.items() if identifier not in present]
    plan.missing = _missing(gone)
    return plan


def _known(source: str) -> dict[str, tuple[int, str]]:
    """Every entry that the source ever gave: its origin's key and the print of what it last said."""
    rows = Origin.objects.filter(source=source).values_list("identifier", "pk", "digest")
    return {identifier: (pk, digest) for identifier, pk, digest in rows}


def _differs(record: PlaceRecord, known: Mapping[str, tuple[int, str]]) -> bool:
    return record.identifier in known and known[record.identifier][1] != record.digest


def _missing(keys: Sequence[int]) -> list[Origin]:
    found: list[Origin] = []
    for start in range(0, len(keys), CHUNK):
        found += Origin.objects.filter(pk__in=keys[start : start + CHUNK]).select_related("place").defer("given")
    return sorted(found, key=lambda each: each.identifier)


def _places(keys: list[int]) -> dict[int, Entry]:
    rows = Entry.objects.filter(pk__in=keys).select_related("merged_into", "territory", "organisation")
    return {each.pk: each for each in rows.prefetch_related("services", "stops", "periods__service")}


def _place(plan: Plan, record: PlaceRecord, origin: Origin, places: dict[int, Entry]) -> None:
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
