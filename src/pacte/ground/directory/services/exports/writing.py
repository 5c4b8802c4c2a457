"""The directory in the field's standards, as files. Only what is published; a confidential place is nowhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from pacte.ground.web.exports import harmless

from ...models import Place, PlaceQuerySet
from ...reads import hsds as hsds_reads
from ...reads.records import records, words
from ...rules.formats import PlaceRecord, data_inclusion_write, plain
from ...rules.formats.hsds_write import page
from ...rules.hours import CLOCK

FORMATS = ("hsds", "data-inclusion", "csv", "geojson")
LIST = ("id", "name", "status", "description", "alternate_name", "organization_id", "url", "last_modified")


def files(form: str, places: PlaceQuerySet | None = None, at: datetime | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of a format, by name. `form` is one of FORMATS."""
    rows = [*records(Place.objects.published() if places is None else places)]
    yield from {"hsds": hsds, "data-inclusion": data_inclusion, "csv": table, "geojson": geojson}[form](rows, at)


def hsds(rows: list[PlaceRecord], at: datetime | None = None) -> Iterator[tuple[str, bytes]]:
    """HSDS 3.0: each resource whole in a `_full` file, and the pages of lists that its API gives."""
    writer = hsds_reads.writer()
    organisations, services = writer.organisations(rows), writer.services(rows)
    yield "organization_full.json", _json(organisations)
    yield "service_full.json", _json(services)
    yield "service_at_location_full.json", _json(writer.services_at_locations(rows))
    yield "location.json", _json([each for row in organisations for each in row["locations"]])
    yield "organization_list.json", _json(page([_short(row, ("id", "name", "description")) for row in organisations]))
    yield "service_list.json", _json(page([_short(row, LIST) for row in services]))
    yield "taxonomy_list.json", _json(page([writer.taxonomy()]))
    yield "taxonomy_term_list.json", _json(page(writer.terms()))


def data_inclusion(rows: list[PlaceRecord], at: datetime | None = None) -> Iterator[tuple[str, bytes]]:
    """data·inclusion, schema v1: structures and services."""
    writer = data_inclusion_write.Writer(words(), (at or timezone.now()).astimezone(CLOCK).date())
    yield "structures.json", _json(writer.structures(rows))
    yield "services.json", _json(writer.services(rows))


def table(rows: list[PlaceRecord], at: datetime | None = None) -> Iterator[tuple[str, bytes]]:
    """One row per place, with French titles, as a spreadsheet opens it; it can be imported again."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in plain.rows_of(rows, words()):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    yield "lieux.csv", out.getvalue().encode("utf-8-sig")


def geojson(rows: list[PlaceRecord], at: datetime | None = None) -> Iterator[tuple[str, bytes]]:
    """A feature per place and per stop, in WGS84 degrees; a place without a point has no geometry."""
    vocabulary = words()
    features = [feature for row in rows for feature in _features(row, vocabulary)]
    yield "lieux.geojson", _json({"type": "FeatureCollection", "features": features})


def _features(place: PlaceRecord, vocabulary: Any) -> Iterator[dict[str, Any]]:
    titles = plain.COLUMNS
    values = dict(zip(titles, next(_after_titles(place, vocabulary)), strict=True))
    told = {name: value for name, value in values.items() if value != "" and name not in ("Latitude", "Longitude")}
    point = None if place.latitude is None else {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    yield {"type": "Feature", "id": place.identifier, "geometry": point, "properties": told}
    for stop in place.stops:
        yield {
            "type": "Feature", "id": stop.identifier,
            "geometry": {"type": "Point", "coordinates": [stop.longitude, stop.latitude]},
            "properties": {"Arrêt de": place.identifier, "Nom": stop.name, "Horaires": stop.hours},
        }  # fmt: skip


def _after_titles(place: PlaceRecord, vocabulary: Any) -> Iterator[list[Any]]:
    rows = plain.rows_of([place], vocabulary)
    next(rows)
    return rows


def _short(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()
