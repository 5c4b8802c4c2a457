"""Load the city's own drawing, or replace it by official boundaries and a street network.

Each import is all or nothing, and importing twice changes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.validators import slug_re
from django.db import transaction

from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory import rules
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Street, StreetJunction, Territory

DATA = Path(__file__).parent.parent / "data"


def load_outline(path: Path = DATA / "paris.toml") -> Territory:
    """Create the city and its divisions from a mesh of landmarks; official outlines already there are kept."""
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    landmarks = {key: (lon, lat) for key, (_name, lat, lon) in plan["landmarks"].items()}
    rings = [rules.ring(landmarks, division["ring"]) for division in plan["divisions"]]
    city, source = plan["city"], plan["city"]["source"]
    with transaction.atomic():
        root = _draw(city, rules.merged(ring.geometry for ring in rings), source, kind=TerritoryKind.CITY)
        for order, (division, ring) in enumerate(zip(plan["divisions"], rings, strict=True), 1):
            _draw(division, ring, source, kind=TerritoryKind(division["kind"]), parent=root, order=order)
    return root


def _draw(entry: Mapping[str, Any], outline: rules.Outline, source: str, **fields: Any) -> Territory:
    names = {"name_fr": entry["name_fr"], "name_en": entry["name_en"]}
    territory, created = Territory.objects.get_or_create(code=entry["code"], defaults=fields | names)
    if not territory.postal_codes and entry.get("postal_codes"):
        territory.postal_codes = " ".join(entry["postal_codes"])
        territory.save(update_fields=["postal_codes"])
    if created or territory.is_approximate or territory.geometry is None:
        _put(territory, outline, source, approximate=True)
    return territory


def _put(territory: Territory, outline: rules.Outline, source: str, approximate: bool) -> None:
    territory.geometry = outline.geometry
    territory.west, territory.south = outline.west, outline.south
    territory.east, territory.north = outline.east, outline.north
    territory.is_approximate = approximate
    territory.source = source
    territory.save()


def import_boundaries(path: Path, kind: TerritoryKind, code: str, name: str, source: str) -> int:
    """Replace the outlines of one kind by those of a GeoJSON file; returns how many changed.

    `code` and `name` are the properties that hold each feature's code and name. A code unknown here is created
    under the city. Raises BadInput naming every faulty feature, and then changes nothing.
    """
    drawn = _read_features(path, code, name)
    changed = 0
    with transaction.atomic():
        city = Territory.objects.filter(kind=TerritoryKind.CITY).first()
        for number, (key, label, outline) in enumerate(drawn, 1):
            territory = Territory.objects.filter(code=key).first()
            if territory is None:
                territory = Territory(code=key, kind=kind, name_fr=label, parent=city, order=number)
            if territory.geometry == outline.geometry and not territory.is_approximate:
                continue
            _put(territory, outline, source, approximate=False)
            changed += 1
        record(None, "territory.import_boundaries", f"territory.Territory:{kind}", detail={"changed": changed})
    return changed


def _read_features(path: Path, code: str, name: str) -> list[tuple[str, str, rules.Outline]]:
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
        features: Iterable[Mapping[str, Any]] = document["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            Fault(path.name, "n’est pas un fichier GeoJSON lisible.", "Donnez une FeatureCollection en WGS84.")
        ) from error
    found, faults = [], []
    for position, feature in enumerate(features, 1):
        properties = feature.get("properties") or {}
        if not properties.get(code):
            faults.append(Fault(f"élément {position}", f"n’a pas de propriété « {code} ».", "Corrigez --code."))
            continue
        try:
            outline = rules.outline_of(feature["geometry"])
        except (ValueError, KeyError, TypeError) as error:
            faults.append(Fault(f"élément {position}", f"n’a pas de contour utilisable ({error})."))
            continue
        found.append((str(properties[code]), str(properties.get(name) or properties[code]), outline))
    if faults:
        raise BadInput(*faults)
    return found


GROUPING_COLUMNS = ("code", "name", "members")


def import_directorates(path: Path, source: str) -> int:
    """The territorial directorates of a CSV file (code, name, member codes separated by blanks); how many changed.

    No public source gives their perimeters: whoever knows them writes the file, and `source` is printed with them. A
    directorate that the file does not name is kept. An arrondissement is in one directorate at most: of two of the
    file, or of the file and of what is kept, the import refuses. Raises BadInput naming every faulty line, and then
    changes nothing.
    """
    rows = _read_groupings(path)
    with transaction.atomic():
        known = {each.code: each for each in Territory.objects.exclude(kind=TerritoryKind.CITY).defer("geometry")}
        _check_groupings(rows, known)
        changed = sum(_group(order, row, known, source) for order, row in enumerate(rows, 1))
        target = f"territory.Territory:{TerritoryKind.DIRECTORATE}"
        record(None, "territory.import_directorates", target, detail={"changed": changed})
    return changed


def _read_groupings(path: Path) -> list[tuple[int, str, str, list[str]]]:
    """The lines as (number in the file, code, name, member codes)."""
    remedy = "Donnez un CSV en UTF-8, aux colonnes code, name, members. Voir docs/operations.md."
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(Fault(path.name, "n’est pas un texte lisible.", remedy)) from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    if missing := [name for name in GROUPING_COLUMNS if name not in (reader.fieldnames or [])]:
        raise BadInput(Fault(path.name, f"n’a pas de colonne « {missing[0]} ».", remedy))
    rows = []
    for row in reader:
        code, name, members = ((row.get(column) or "").strip() for column in GROUPING_COLUMNS)
        rows.append((reader.line_num, code, name, members.replace(",", " ").split()))
    if not rows:
        raise BadInput(Fault(path.name, "ne contient aucune ligne.", remedy))
    return rows


def _check_groupings(rows: list[tuple[int, str, str, list[str]]], known: Mapping[str, Territory]) -> None:
    """Every fault of the file: codes, names, members that are unknown, or grouped twice."""
    faults = []
    coded = {code for _line, code, _name, _members in rows}
    others = Territory.objects.filter(kind=TerritoryKind.DIRECTORATE).exclude(code__in=coded)
    grouped = {member: code for code, member in others.values_list("code", "members__code") if member}
    seen: set[str] = set()
    for line, code, name, members in rows:
        where = f"ligne {line}"
        if not slug_re.fullmatch(code) or len(code) > 40 or code in seen:
            faults.append(
                Fault(where, f"le code « {code} » est vide, répété ou illisible.", "Lettres, chiffres, tirets.")
            )
        elif code in known and known[code].kind != TerritoryKind.DIRECTORATE:
            faults.append(Fault(where, f"le code « {code} » est celui d’un autre territoire."))
        if not name or len(name) > 120:
            faults.append(Fault(where, "le nom est vide ou trop long."))
        if not members:
            faults.append(Fault(where, "aucun territoire n’est groupé."))
        seen.add(code)
        for member in members:
            if member not in known or known[member].kind == TerritoryKind.DIRECTORATE:
                faults.append(Fault(where, f"le territoire « {member} » est inconnu.", "Donnez son code INSEE."))
            elif grouped.setdefault(member, code) != code:
                faults.append(Fault(where, f"« {member} » est déjà dans « {grouped[member]} »."))
    if faults:
        raise BadInput(*faults)


def _group(order: int, row: tuple[int, str, str, list[str]], known: Mapping[str, Territory], source: str) -> bool:
    """Write one directorate; did anything change?"""
    _line, code, name, members = row
    directorate, made = Territory.objects.get_or_create(
        code=code,
        defaults={"kind": TerritoryKind.DIRECTORATE, "name_fr": name, "order": order, "source": source},
    )
    wanted = {known[member].pk for member in members}
    same = (directorate.name_fr, directorate.source) == (name, source)
    if not made and same and set(directorate.members.values_list("pk", flat=True)) == wanted:
        return False
    directorate.name_fr, directorate.source, directorate.order = name, source, order
    directorate.save(update_fields=["name_fr", "source", "order"])
    directorate.members.set(wanted)
    return True


def import_streets(path: Path) -> tuple[int, int]:
    """Replace the street network by that of a junction-and-street text file; returns (junctions, streets).

    Raises BadInput when the file is not one, and then changes nothing. Lengths are measured from the coordinates;
    those of the file are not trusted.
    """
    points, stretches = _read_streets(path)
    with transaction.atomic():
        Street.objects.all().delete()
        StreetJunction.objects.all().delete()
        junctions = StreetJunction.objects.bulk_create(
            StreetJunction(number=number, longitude=lon, latitude=lat) for number, (lon, lat) in enumerate(points)
        )
        streets = [
            Street(
                start=junctions[a],
                end=junctions[b],
                two_way=direction == 2,
                length_m=rules.length_m(points[a], points[b]),
            )
            for a, b, direction in stretches
        ]
        Street.objects.bulk_create(streets, batch_size=2000)
        record(None, "territory.import_streets", "territory.Street:all", detail={"streets": len(streets)})
    return len(junctions), len(streets)


def _read_streets(path: Path) -> tuple[list[rules.Point], list[tuple[int, int, int]]]:
    """The junctions as (longitude, latitude) and the streets as (start, end, direction).

    First line `N M …`, then N lines `latitude longitude`, then M lines `start end direction …` with direction 2 for a
    two-way street.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        junctions, streets = (int(word) for word in lines[0].split()[:2])
        places = [line.split() for line in lines[1 : junctions + 1]]
        ways = [line.split()[:3] for line in lines[junctions + 1 : junctions + streets + 1]]
        points = [(float(lon), float(lat)) for lat, lon in places]
        stretches = [(int(a), int(b), int(direction)) for a, b, direction in ways]
        if len(points) != junctions or len(stretches) != streets:
            raise ValueError("lines are missing")
        if any(not 0 <= end < junctions for stretch in stretches for end in stretch[:2]):
            raise ValueError("a street leads to a junction that is not there")
    except (IndexError, ValueError) as error:
        raise BadInput(
            Fault(path.name, f"n’est pas un réseau de rues lisible ({error}).", "Voir docs/operations.md.")
        ) from error
    return points, stretches
