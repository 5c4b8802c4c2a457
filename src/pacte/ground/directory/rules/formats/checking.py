"""What holds for a place whatever its format: known codes, hours that can be read, a point in the city, one identifier.

Plain Python. An entry with a fault is left out of what can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ..bounds import Box, verdict
from ..hours import BadHours, check
from .hours import repaired
from .record import Mistake, Parsed, PlaceRecord

MOST_SERVICES = 200


def checked(parsed: Parsed, boxes: Sequence[Box]) -> Parsed:
    """The places that hold, with their hours as they are stored, and every fault of the others."""
    mistakes = list(parsed.mistakes)
    seen: dict[str, str] = {}
    places = []
    for place in parsed.places:
        found = [*_wrong(place, boxes)]
        if place.identifier in seen:
            found.append(Mistake(place.where, "duplicate", place.identifier, (seen[place.identifier],)))
        seen.setdefault(place.identifier, place.where)
        tidy, hours = _hours(place)
        found += hours
        if found:
            mistakes += [replace(each, place=place.identifier) for each in found]
        else:
            places.append(tidy)
    return Parsed(tuple(places), tuple(mistakes))


def _wrong(place: PlaceRecord, boxes: Sequence[Box]) -> Iterator[Mistake]:
    if not place.identifier:
        yield Mistake(place.where, "no_identifier")
    if not place.name.strip():
        yield Mistake(place.where, "no_name")
    if (place.latitude is None) != (place.longitude is None):
        yield Mistake(place.where, "half_a_point")
    points = [(place.latitude, place.longitude, place.where)]
    points += [(stop.latitude, stop.longitude, stop.where) for stop in place.stops]
    for latitude, longitude, where in points:
        if latitude is None or longitude is None:
            continue
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            yield Mistake(where, "not_on_earth", f"{latitude}, {longitude}")
        elif said := verdict(latitude, longitude, boxes):
            yield Mistake(where, f"point:{said}", f"{latitude}, {longitude}")
    if place.is_confidential and _shows(place):
        yield Mistake(place.where, "confidential_shown")
    if len(place.services) > MOST_SERVICES:
        yield Mistake(place.where, "too_many_services", str(len(place.services)))


def _shows(place: PlaceRecord) -> bool:
    """Whether an entry said to be confidential says where it is."""
    words = (place.address, place.postal_code, place.municipality, place.directions, place.telephone, place.email)
    return any(words) or bool(place.website) or place.latitude is not None or bool(place.stops)


def _hours(place: PlaceRecord) -> tuple[PlaceRecord, list[Mistake]]:
    """The place with its hours as they are stored; those that no parser takes are faults."""
    wrong: list[Mistake] = []

    def stored(text: str, where: str, read: Callable[[str], str] = repaired) -> str:
        try:
            return read(text)
        except BadHours as bad:
            wrong.append(Mistake(where, f"hours:{bad.what}", f"{bad.position + 1}|{text[:120]}"))
            return ""

    tidy = replace(
        place,
        hours=stored(place.hours, place.where),
        services=tuple(replace(each, hours=stored(each.hours, each.where)) for each in place.services),
        stops=tuple(replace(each, hours=stored(each.hours, each.where)) for each in place.stops),
        periods=tuple(replace(each, hours=stored(each.hours, each.where, check)) for each in place.periods),
    )
    return tidy, wrong


def unknown_categories(places: Iterable[PlaceRecord], known: frozenset[str]) -> list[Mistake]:
    """Services whose category is none of ours: a table of correspondence that names a code that does not exist."""
    return [
        Mistake(service.where, "unknown_category", service.category, (), place.identifier)
        for place in places
        for service in place.services
        if service.category not in known
    ]
