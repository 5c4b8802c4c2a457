"""The directory in the field's standards, as files. Only what is published; a confidential place is nowhere.

Entries are read five hundred at a time and written as they are read: the memory does not grow with the directory.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from pacte.ground.web.exports import harmless

from ...models import Place
from ...reads.records import records, words
from ...rules.formats import PlaceRecord, data_inclusion_write, plain
from ...rules.formats.words import Words
from ...rules.hours import CLOCK
from . import hsds
from .streams import listed

FILES = {
    "hsds": hsds.FILES, "data-inclusion": ("structures.json", "services.json"), "csv": ("lieux.csv",),
    "geojson": ("lieux.geojson",),
}  # fmt: skip
FORMATS = tuple(FILES)


def write(form: str, folder: Path, at: datetime | None = None) -> list[Path]:
    """Write the files of a format, one of FORMATS, into a folder; returns them."""
    WRITERS[form](folder, at)
    return [folder / name for name in FILES[form]]


def _published() -> Iterator[PlaceRecord]:
    return records(Place.objects.published())


def _hsds(folder: Path, at: datetime | None) -> None:
    hsds.write(folder)


def _data_inclusion(folder: Path, at: datetime | None) -> None:
    """data·inclusion, schema v1: structures and services."""
    writer = data_inclusion_write.Writer(words(), (at or timezone.now()).astimezone(CLOCK).date())
    with listed(folder / "structures.json") as structures, listed(folder / "services.json") as services:
        for place in _published():
            structures.add(writer.structure(place))
            for each in place.services:
                services.add(writer.service(place, each))


def _table(folder: Path, at: datetime | None) -> None:
    """One row per place, with French titles, as a spreadsheet opens it; it can be imported again."""
    with (folder / "lieux.csv").open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        for row in plain.rows_of(_published(), words()):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def _geojson(folder: Path, at: datetime | None) -> None:
    """A feature per place and per stop, in WGS84 degrees; a place without a point has no geometry."""
    vocabulary = words()
    before = '{"type":"FeatureCollection","features":['
    with listed(folder / "lieux.geojson", before, lambda count: "]}") as features:
        for place in _published():
            for feature in _features(place, vocabulary):
                features.add(feature)


WRITERS: dict[str, Callable[[Path, datetime | None], None]] = {
    "hsds": _hsds, "data-inclusion": _data_inclusion, "csv": _table, "geojson": _geojson,
}  # fmt: skip


def _features(place: PlaceRecord, vocabulary: Words) -> Iterator[dict[str, Any]]:
    titles, row = plain.rows_of([place], vocabulary)
    values = dict(zip(titles, row, strict=True))
    told = {name: value for name, value in values.items() if value != "" and name not in ("Latitude", "Longitude")}
    point = None if place.latitude is None else {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    yield {"type": "Feature", "id": place.identifier, "geometry": point, "properties": told}
    for stop in place.stops:
        yield {
            "type": "Feature", "id": stop.identifier,
            "geometry": {"type": "Point", "coordinates": [stop.longitude, stop.latitude]},
            "properties": {"Arrêt de": place.identifier, "Nom": stop.name, "Horaires": stop.hours},
        }  # fmt: skip
