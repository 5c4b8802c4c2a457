"""Writing what was planned, in the caller's transaction. Every entry goes through the one verb that changes entries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.territory.models import Territory

from ...enums import PlaceStatus
from ...models import DirectoryPolicy, Origin, Place, Service, SpecialPeriod, Stop
from ...rules.formats import PlaceRecord, ServiceRecord
from ...rules.formats.joining import short
from .. import recording
from . import shapes
from .planning import PlaceChange, Plan, Tell

SERVICES = "services"


def write(plan: Plan, author: User | None = None, tell: Tell | None = None) -> None:
    """Make the new entries, change the known ones, remember what the source gave. The caller holds the transaction."""
    for done, record in enumerate(plan.new, start=1):
        _create(plan, record)
        if tell and done % 50 == 0:
            tell(done)
    for change in plan.changes:
        _update(plan, change)
    Origin.objects.filter(pk__in=plan.seen).update(seen_at=timezone.now())


def _create(plan: Plan, record: PlaceRecord) -> None:
    values = shapes.columns_of(record) | {"status": PlaceStatus.PUBLISHED}
    area = None if record.is_confidential else plan.territories.of(record.postal_code)
    place = Place(territory=area)
    recording.apply(place, values, source=plan.source)
    services = [_made(place, each) for each in record.services]
    Service.objects.bulk_create(services)
    keys = {each.identifier: str(service.key) for each, service in zip(record.services, services, strict=True)}
    _put_stops(place, record, plan)
    _put_periods(place, record, plan, {str(each.key): each for each in services}, keys)
    recording.index(place)
    columns = shapes.columns_of(record) | ({"territory": area.code} if area else {})
    given = {} if place.is_confidential else {
        "place": {name: short(value) for name, value in columns.items()},
        "services": {
            each.identifier: {"key": keys[each.identifier], "fields": _prints(each)} for each in record.services
        },
        "stops": short(shapes.stops_of(record.stops)),
        "periods": short(shapes.periods_of(record.periods, keys)),
    }  # fmt: skip
    Origin.objects.create(
        place=place, source=plan.source, identifier=record.identifier, digest=record.digest, given=given
    )


def _prints(record: ServiceRecord) -> dict[str, str]:
    return {name: short(value) for name, value in shapes.service_columns(record).items()}


def _made(place: Place, record: ServiceRecord) -> Service:
    return Service(place=place, **shapes.service_columns(record), **_crowd(record))


def _crowd(record: ServiceRecord | None) -> dict[str, Any]:
    """How full a source says it is holds as long as what a place says of itself."""
    if record is None or not record.saturation:
        return {}
    now = timezone.now()
    until = now + timedelta(hours=DirectoryPolicy.current().saturation_hours)
    return {"saturation": record.saturation, "saturation_at": now, "saturation_until": until}


def _update(plan: Plan, change: PlaceChange) -> None:
    place, given = change.place, change.given
    if change.fields:
        place = Place.objects.select_for_update().get(pk=change.place.pk)
        if place.is_confidential:
            return
        recording.apply(place, _values(change), source=plan.source)
        _put_services(place, change, given["services"])
        keys = {name: each["key"] for name, each in given["services"].items()}
        if change.stops:
            _put_stops(place, change.record, plan)
        if change.periods:
            rows = {str(each.key): each for each in Service.objects.filter(key__in=keys.values())}
            _put_periods(place, change.record, plan, rows, keys)
            given["periods"] = short(shapes.periods_of(change.record.periods, keys))
        if around := [name for name in change.fields if name in (SERVICES, "stops", "periods")]:
            recording.note(place, {name: ["", ""] for name in around}, source=plan.source)
    kept = {} if place.is_confidential else given
    Origin.objects.filter(pk=change.origin.pk).update(digest=change.record.digest, given=kept)


def _values(change: PlaceChange) -> dict[str, Any]:
    values = dict(change.columns.write)
    if "territory" in values:
        values["territory"] = Territory.objects.get(code=values["territory"])
    return values


def _put_services(place: Place, change: PlaceChange, given: dict[str, Any]) -> None:
    for each in change.services:
        if each.service is None and each.record is not None:
            made = _made(place, each.record)
            made.save()
            given[each.identifier] = {"key": str(made.key), "fields": _prints(each.record)}
        elif each.service is not None and each.columns.write:
            for name, value in each.columns.write.items():
                setattr(each.service, name, value)
            each.service.save(update_fields=list(each.columns.write))


def _put_stops(place: Place, record: PlaceRecord, plan: Plan) -> None:
    """The stops of the source in its order; those that stay at their rank keep their key."""
    if place.is_confidential:
        return
    here = list(place.stops.all())
    for rank, given in enumerate(record.stops):
        stop = here[rank] if rank < len(here) else Stop(place=place)
        stop.order, stop.name, stop.address, stop.hours = rank + 1, given.name, given.address, given.hours
        assert given.latitude is not None and given.longitude is not None
        stop.latitude, stop.longitude = given.latitude, given.longitude
        stop.save()
    for stop in here[len(record.stops) :]:
        stop.delete()


def _put_periods(
    place: Place, record: PlaceRecord, plan: Plan, services: dict[str, Service], keys: dict[str, str]
) -> None:
    """The source's periods, whole; those that were entered here stay."""
    SpecialPeriod.objects.filter(place=place, source=plan.source).delete()
    SpecialPeriod.objects.bulk_create(
        SpecialPeriod(
            place=place, service=services.get(keys.get(each.service, "")), kind=each.kind, first_day=each.first_day,
            last_day=each.last_day, hours=each.hours if each.kind == "other_hours" else "", message=each.message,
            source=plan.source,
        )
        for each in record.periods
    )  # fmt: skip
