"""Writing what was planned, in the caller's transaction. Every entry goes through the one verb that changes entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.territory.models import Territory

from ...enums import PlaceStatus
from ...models import Origin, Place, Service, SpecialPeriod, Stop
from ...rules.formats import PlaceRecord, ServiceRecord, StopRecord
from ...rules.formats.joining import short
from .. import recording
from . import shapes
from .planning import CHUNK, PlaceChange, Plan, Tell

SERVICES = "services"


def write(plan: Plan, author: User | None = None, tell: Tell | None = None) -> None:
    """Make the new entries, change the known ones, remember what the source gave. The caller holds the transaction."""
    for start in range(0, len(plan.new), CHUNK):
        batch = plan.new[start : start + CHUNK]
        _create(plan, batch)
        if tell:
            tell(start + len(batch))
    for change in plan.changes:
        _update(plan, change)
    seen, now = sorted(plan.seen), timezone.now()
    for start in range(0, len(seen), CHUNK):
        Origin.objects.filter(pk__in=seen[start : start + CHUNK]).update(seen_at=now)


def _create(plan: Plan, records: Sequence[PlaceRecord]) -> None:
    """New entries, all their rows of one kind at once."""
    drafts = [_draft(plan, record) for record in records]
    recording.create(drafts, source=plan.source)
    periods: list[SpecialPeriod] = []
    origins = []
    for record, draft in zip(records, drafts, strict=True):
        services = {each.identifier: made for each, made in zip(record.services, draft.services, strict=True)}
        periods += _periods(draft.place, record, plan.source, services)
        origins.append(_origin(plan, record, draft, {name: str(each.key) for name, each in services.items()}))
    SpecialPeriod.objects.bulk_create(periods)
    Origin.objects.bulk_create(origins)


def _draft(plan: Plan, record: PlaceRecord) -> recording.Draft:
    values = shapes.columns_of(record) | {"status": PlaceStatus.PUBLISHED}
    place = Place(territory=None if record.is_confidential else plan.territories.of(record.postal_code))
    services = [_made(plan, place, each) for each in record.services]
    stops = [_set_stop(Stop(place=place), rank, each) for rank, each in enumerate(record.stops, 1)]
    return recording.Draft(place, values, services, stops)


def _origin(plan: Plan, record: PlaceRecord, draft: recording.Draft, keys: dict[str, str]) -> Origin:
    """What the source gave, in prints; of a confidential place nothing is remembered but that it is known."""
    place = draft.place
    columns = shapes.columns_of(record) | ({"territory": place.territory.code} if place.territory else {})
    given = {} if place.is_confidential else {
        "place": {name: short(value) for name, value in columns.items()},
        "services": {
            each.identifier: {"key": keys[each.identifier], "fields": _prints(each)} for each in record.services
        },
        "stops": short(shapes.stops_of(record.stops)),
        "periods": short(shapes.periods_of(record.periods, keys)),
    }  # fmt: skip
    return Origin(place=place, source=plan.source, identifier=record.identifier, digest=record.digest, given=given)


def _prints(record: ServiceRecord) -> dict[str, str]:
    return {name: short(value) for name, value in shapes.service_columns(record).items()}


def _made(plan: Plan, place: Place, record: ServiceRecord) -> Service:
    """A new service; how full a source says it is holds as long as what a place says of itself."""
    crowd: dict[str, Any] = {}
    if record.saturation:
        crowd = {"saturation": record.saturation, "saturation_at": plan.at, "saturation_until": plan.full_until}
    return Service(place=place, **shapes.service_columns(record), **crowd)


def _update(plan: Plan, change: PlaceChange) -> None:
    place, given = change.place, change.given
    if change.fields:
        place = Place.objects.select_for_update().get(pk=change.place.pk)
        if place.is_confidential:
            return
        recording.apply(place, _values(change), source=plan.source)
        _put_services(plan, place, change, given["services"])
        keys = {name: each["key"] for name, each in given["services"].items()}
        if change.stops:
            _put_stops(place, change.record)
        if change.periods:
            rows = {str(each.key): each for each in Service.objects.filter(key__in=keys.values())}
            services = {name: rows[key] for name, key in keys.items() if key in rows}
            SpecialPeriod.objects.filter(place=place, source=plan.source).delete()
            SpecialPeriod.objects.bulk_create(_periods(place, change.record, plan.source, services))
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


def _put_services(plan: Plan, place: Place, change: PlaceChange, given: dict[str, Any]) -> None:
    for each in change.services:
        if each.service is None and each.record is not None:
            made = _made(plan, place, each.record)
            made.save()
            given[each.identifier] = {"key": str(made.key), "fields": _prints(each.record)}
        elif each.service is not None and each.columns.write:
            for name, value in each.columns.write.items():
                setattr(each.service, name, value)
            each.service.save(update_fields=list(each.columns.write))


def _put_stops(place: Place, record: PlaceRecord) -> None:
    """The stops of the source in its order; those that stay at their rank keep their key."""
    here = list(place.stops.all())
    for rank, given in enumerate(record.stops):
        _set_stop(here[rank] if rank < len(here) else Stop(place=place), rank + 1, given).save()
    for stop in here[len(record.stops) :]:
        stop.delete()


def _set_stop(stop: Stop, rank: int, given: StopRecord) -> Stop:
    stop.order, stop.name, stop.address, stop.hours = rank, given.name, given.address, given.hours
    assert given.latitude is not None and given.longitude is not None
    stop.latitude, stop.longitude = given.latitude, given.longitude
    return stop


def _periods(
    place: Place, record: PlaceRecord, source: str, services: Mapping[str, Service]
) -> Iterator[SpecialPeriod]:
    """The source's periods; those that were entered here are not its own and stay."""
    for each in record.periods:
        yield SpecialPeriod(
            place=place, service=services.get(each.service), kind=each.kind, first_day=each.first_day,
            last_day=each.last_day, hours=each.hours if each.kind == "other_hours" else "", message=each.message,
            source=source,
        )  # fmt: skip
