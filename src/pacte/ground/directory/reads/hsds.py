"""The directory as HSDS' own API reads it, a page at a time. Only what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..models import Place, Service, Stop
from ..rules.formats import PlaceRecord
from ..rules.formats.hsds_rows import Row, made
from ..rules.formats.hsds_write import Writer, page
from ..rules.hours import CLOCK
from .records import in_order, records, words

LISTED = ("id", "organization_id", "name", "alternate_name", "description", "url", "status", "last_modified")


def writer() -> Writer:
    """The writer of HSDS, its usual weeks read from the Monday of this week on."""
    day = timezone.now().astimezone(CLOCK).date()
    return Writer(words(), datetime.combine(day - timedelta(days=day.weekday()), time(), CLOCK))


def sliced(rows: list[Row], number: int, size: int) -> Row:
    """One page of rows that are all at hand."""
    return page(rows[(number - 1) * size : number * size], number, size, len(rows))


def services(number: int, size: int) -> Row:
    """One page of services, in the order in which they were entered."""
    rows = Service.objects.published().order_by("pk")
    kept = list(rows[(number - 1) * size : number * size].values_list("key", "place_id"))
    wanted = [str(key) for key, _place in kept]
    found = {row["id"]: row for row in _services(place for _key, place in kept)}
    short = [{name: found[key][name] for name in LISTED if name in found[key]} for key in wanted if key in found]
    return page(short, number, size, rows.count())


def service(key: str) -> Row | None:
    """One service, whole."""
    held = Service.objects.published().filter(key=key).values_list("place_id", flat=True)
    return next((row for row in _services(held) if row["id"] == key), None)


def services_at_locations(number: int, size: int) -> Row:
    """One page of meetings of a service and a location."""
    meetings = _meetings()
    chosen = meetings[(number - 1) * size : number * size]
    rows = _met(place for _key, place in chosen)
    short = [
        {name: value for name, value in rows[key].items() if name != "schedules"} for key, _p in chosen if key in rows
    ]
    return page(short, number, size, len(meetings))


def service_at_location(key: str) -> Row | None:
    """One meeting, whole."""
    held = next((place for each, place in _meetings() if each == key), None)
    return None if held is None else _met([held]).get(key)


def organisations(number: int, size: int) -> Row:
    """One page of organisations, by name."""
    found = operators()
    rows = [{"id": key, "name": name, "description": name} for key, (name, _places) in found.items()]
    return sliced(sorted(rows, key=lambda row: (row["name"].casefold(), row["id"])), number, size)


def organisation(key: str) -> Row | None:
    """One organisation with its services and its locations."""
    _name, held = operators().get(key, ("", []))
    return next(iter(writer().organisations(_records(held))), None) if held else None


def taxonomy() -> Row:
    return writer().taxonomy()


def terms() -> list[Row]:
    return writer().terms()


def _records(keys: Iterable[Any]) -> list[PlaceRecord]:
    return [*records(Place.objects.published().filter(pk__in=set(keys)))]


def _services(places: Iterable[Any]) -> list[Row]:
    return writer().services(_records(places))


def _met(places: Iterable[Any]) -> dict[str, Row]:
    return {row["id"]: row for row in writer().services_at_locations(_records(places))}


def _meetings() -> list[tuple[str, int]]:
    """Every meeting by its identifier, with its place: from keys alone, without reading the entries."""
    stops: dict[int, list[str]] = {}
    for place, key in Stop.objects.order_by("place", "order", "pk").values_list("place_id", "key"):
        stops.setdefault(place, []).append(str(key))
    rows: QuerySet[Service, tuple[Any, ...]] = (
        Service.objects.published()
        .order_by("pk")
        .values_list("key", "place_id", "place__key", "place__is_confidential")
    )
    return [
        (made("at", str(key), location), place)
        for key, place, home, hidden in rows
        for location in (str(home), *(() if hidden else stops.get(place, ())))
    ]


def operators() -> dict[str, tuple[str, list[int]]]:
    """Each organisation's name and places; a confidential place, or one that names nobody, stands for itself."""
    found: dict[str, tuple[str, list[int]]] = {}
    names = ("pk", "key", "name", "operator", "organisation__name", "is_confidential")
    for pk, key, name, operator, partner, hidden in Place.objects.published().order_by("pk").values_list(*names):
        run_by = "" if hidden else partner or operator
        made_of, called = (run_by, run_by) if run_by else (str(key), name)
        found.setdefault(made("organisation", made_of), (called, []))[1].append(pk)
    return found


def by_operator() -> Iterator[tuple[Row, Iterator[PlaceRecord]]]:
    """Every organisation in turn with its places, read as they are asked for.

    An entry that changes hands, or becomes confidential, between the two readings is left to the next one.
    """
    given, known = writer(), operators()
    owners = {place: key for key, (_name, places) in known.items() for place in places}
    meant = (
        (owners[pk], place) for pk, place in in_order(list(owners)) if given.organisation(place)["id"] == owners[pk]
    )
    for key, places in groupby(meant, key=itemgetter(0)):
        name = known[key][0]
        yield {"id": key, "name": name, "description": name}, (place for _key, place in places)
