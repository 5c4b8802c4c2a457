"""Load the national address file (Base Adresse Nationale), line by line, so that an address typed is found offline.

All or nothing: a file with faults is refused with the lines at fault, and loading twice changes nothing. An address
that the file does not name is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Max, Min

from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Address, NamedStreet, Territory
from pacte.ground.territory.rules.addresses import folded

COLUMNS = ("id", "numero", "rep", "nom_voie", "code_postal", "nom_commune", "lon", "lat")
LOT = 2_000
MOST_FAULTS = 100
MARGIN = 0.5
"""Degrees around the city within which an address is taken: its neighbours' too, and never a point of another sea."""

REMEDY = "Donnez le CSV d’un département, téléchargé tel quel de adresse.data.gouv.fr et décompressé."
LONGEST = {"id": 60, "rep": 20, "nom_voie": 200, "code_postal": 10, "nom_commune": 80}

StreetName = tuple[str, str, str]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Line:
    """One address of the file; `street` is its name, postal code and municipality."""

    identifier: str
    number: int
    suffix: str
    street: StreetName
    latitude: float
    longitude: float


def import_addresses(path: Path) -> int:
    """Add or bring up to date the addresses of a file; how many changed. Raises BadInput, and then changes nothing."""
    faults: list[Fault] = []
    changed = 0
    with transaction.atomic():
        streets = {
            (name, code, town): pk
            for pk, name, code, town in NamedStreet.objects.values_list("pk", "name", "postal_code", "municipality")
        }
        lines = _lines(path, faults)
        while lot := list(islice(lines, LOT)):
            if not faults:
                changed += _write(lot, streets)
        if faults:
            raise BadInput(*faults)
        record(None, "territory.import_addresses", "territory.Address:all", detail={"changed": changed})
    return changed


def _write(lot: list[Line], streets: dict[StreetName, int]) -> int:
    """Write one lot; how many addresses are new or moved."""
    new = {line.street: None for line in lot if line.street not in streets}
    rows = [
        NamedStreet(name=name, postal_code=code, municipality=town, folded=folded(name)[:200])
        for name, code, town in new
    ]
    for made in NamedStreet.objects.bulk_create(rows):
        streets[(made.name, made.postal_code, made.municipality)] = made.pk
    kept = {row.identifier: row for row in Address.objects.filter(identifier__in=[line.identifier for line in lot])}
    added: list[Address] = []
    moved: list[Address] = []
    for line in lot:
        values = {
            "number": line.number, "suffix": line.suffix, "street_id": streets[line.street],
            "latitude": line.latitude, "longitude": line.longitude,
        }  # fmt: skip
        row = kept.get(line.identifier)
        if row is None:
            added.append(Address(identifier=line.identifier, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            moved.append(row)
    Address.objects.bulk_create(added)
    Address.objects.bulk_update(moved, ["number", "suffix", "street", "latitude", "longitude"], batch_size=200)
    return len(added) + len(moved)


def _lines(path: Path, faults: list[Fault]) -> Iterator[Line]:
    """The good lines, read one by one; the faults of the others are added, the reading stops after a hundred."""
    box = _box()
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            if missing := [name for name in COLUMNS if name not in (reader.fieldnames or [])]:
                faults.append(Fault(path.name, f"n’a pas de colonne « {missing[0]} ».", REMEDY))
                return
            for row in reader:
                line = _line(row, f"ligne {reader.line_num}", box, seen, faults)
                if len(faults) >= MOST_FAULTS:
                    faults.append(Fault(path.name, f"a plus de {MOST_FAULTS} fautes : la lecture s’arrête là."))
                    return
                if line is not None:
                    yield line
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.append(Fault(path.name, "n’est pas un CSV en UTF-8.", REMEDY))
        raise BadInput(*faults) from error
    if not seen and not faults:
        faults.append(Fault(path.name, "ne contient aucune ligne.", REMEDY))


def _line(row: dict[str, str | None], where: str, box: Box | None, seen: set[str], faults: list[Fault]) -> Line | None:
    said = {column: (row.get(column) or "").strip() for column in COLUMNS}
    before = len(faults)
    for column, longest in LONGEST.items():
        if len(said[column]) > longest or (not said[column] and column in ("id", "nom_voie", "code_postal")):
            faults.append(Fault(where, f"« {column} » est vide ou dépasse {longest} caractères."))
    if said["id"] in seen:
        faults.append(Fault(where, f"l’identifiant « {said['id'][:60]} » est déjà dans le fichier."))
    seen.add(said["id"])
    if not said["numero"].isascii() or not said["numero"].isdigit() or len(said["numero"]) > 6:
        faults.append(Fault(where, f"« numero » n’est pas un nombre : « {said['numero'][:20]} »."))
    point = _point(said["lat"], said["lon"], box)
    if point is None:
        shown = f"{said['lat'][:20]}, {said['lon'][:20]}"
        faults.append(Fault(where, f"« lat », « lon » ne sont pas un point de la ville ou de ses voisines : {shown}."))
    if len(faults) > before or point is None:
        return None
    street = (said["nom_voie"], said["code_postal"], said["nom_commune"])
    return Line(said["id"], int(said["numero"]), said["rep"], street, *point)


def _point(latitude: str, longitude: str, box: Box | None) -> tuple[float, float] | None:
    """Both as degrees, if they are a point of the city's surroundings."""
    try:
        lat, lon = float(latitude), float(longitude)
    except ValueError:
        return None
    west, south, east, north = box or (-180.0, -90.0, 180.0, 90.0)
    return (lat, lon) if south <= lat <= north and west <= lon <= east else None


def _box() -> Box | None:
    """The extent of the territories that are drawn, and a margin; None when none is."""
    sides = Territory.objects.aggregate(Min("west"), Min("south"), Max("east"), Max("north"))
    if any(value is None for value in sides.values()):
        return None
    west, south, east, north = sides.values()
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
