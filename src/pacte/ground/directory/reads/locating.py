"""Where is what somebody typed: an address, a postal code, an arrondissement, a published place. Offline, never kept.

A confidential place and its street are unknown here. Without the national address file, postal codes and the streets
of published places still answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Address, NamedStreet, Territory
from pacte.ground.territory.rules.addresses import Typed, best, folded, typed, words_of

from ..models import Place

MOST = 5
FAR = 25
"""How far an answer may be from what was typed: ten for a slip, one for a word of the name left out."""

ORDINALS = ("", "e", "er", "eme", "em", "ere", "nd", "rd", "st", "th")
AREA_WORDS = frozenset({"arrondissement", "arrondissements", "arr", "ardt"})
AREA_KINDS = (TerritoryKind.CITY, TerritoryKind.ARRONDISSEMENT, TerritoryKind.QUARTIER)


@dataclass(frozen=True)
class Located:
    """A point in WGS84 degrees under the name to show; `territory` when a postal code or a name says which."""

    label: str
    latitude: float
    longitude: float
    territory: Territory | None


@dataclass(frozen=True)
class _City:
    """The areas that a text may name."""

    areas: list[Territory]
    by_code: dict[str, Territory]
    names: frozenset[str]
    """The words of the cities' names: typed after a postal code, they say nothing more."""


def locate(text: str) -> list[Located]:
    """The points that the text may mean, the likeliest first, at most five. Four queries at most."""
    if not words_of(text):
        return []
    city = _city()
    named, area = _area(text, city)
    said = typed(named, city.by_code.keys(), city.names)
    area = area or next((city.by_code[code] for code in said.codes), None)
    if not said.street:
        return _middle(area)
    codes = set(said.codes) or set((area.postal_codes if area else "").split())
    found = _addresses(said, codes, city) or _places(said, codes, city)
    if not found and codes:
        found = _middle(area)
    return list({(each.label, each.latitude): each for each in found}.values())[:MOST]


def _city() -> _City:
    areas = list(Territory.objects.filter(kind__in=AREA_KINDS).defer("geometry"))
    by_code = {code: area for area in areas for code in area.postal_codes.split()}
    towns = {word for area in areas if area.kind == TerritoryKind.CITY for word in words_of(area.name_fr)}
    return _City(areas, by_code, frozenset(towns))


def _area(text: str, city: _City) -> tuple[str, Territory | None]:
    """The area that a text names ("12e", "Paris 12", "12th", "Belleville"), and the text without it."""
    words = words_of(text)
    bare = [word for word in words if word not in city.names and word not in AREA_WORDS]
    names_city = len(bare) < len(words)
    for area in city.areas:
        name = [word for word in words_of(area.name_fr) if word not in AREA_WORDS]
        number = re.match(r"\d+", name[0]) if name else None
        if bare == name or (not bare and words == name):
            return "", area
        if number is None:
            continue
        ways = {number[0] + ending for ending in ORDINALS[1:]} | ({number[0]} if names_city else set())
        if len(bare) == 1 and bare[0] in ways:
            return "", area
        tail = words[-2:] if words[-1] in AREA_WORDS else words[-1:]
        after_city = len(words) > len(tail) and words[-len(tail) - 1] in city.names
        if len(bare) > 1 and tail[0] in (ways if after_city else ways - {number[0]}):
            return " ".join(words[: -len(tail)]), area
    return text, None


def _middle(area: Territory | None) -> list[Located]:
    """The middle of an area's extent."""
    if area is None or area.west is None or area.east is None or area.south is None or area.north is None:
        return []
    return [Located(area.name_fr, (area.south + area.north) / 2, (area.west + area.east) / 2, area)]


def _addresses(said: Typed, codes: set[str], city: _City) -> list[Located]:
    """The addresses of the national file: at the number typed, the nearest number, or the middle of the street."""
    streets = {row.pk: row for row in NamedStreet.objects.all()}
    here = {pk: row for pk, row in streets.items() if not codes or row.postal_code in codes}
    ranked = best(said.street, {pk: row.folded for pk, row in here.items()})
    if not ranked or ranked[0][1] > FAR:
        ranked = best(said.street, {pk: row.folded for pk, row in streets.items()})
    ranked = [(pk, far) for pk, far in ranked if far <= min(FAR, ranked[0][1] + 10)]
    by_street: dict[int, list[Address]] = {pk: [] for pk, _far in ranked}
    for address in Address.objects.filter(street__in=by_street).order_by("number", "suffix") if ranked else ():
        by_street[address.street_id].append(address)
    return [_at(said, streets[pk], rows, city) for pk, rows in by_street.items() if rows]


def _at(said: Typed, street: NamedStreet, rows: Sequence[Address], city: _City) -> Located:
    if said.number:
        chosen = min(rows, key=lambda each: (abs(each.number - said.number), each.suffix != said.suffix, each.suffix))
        label = f"{chosen.number}{' ' if chosen.suffix else ''}{chosen.suffix} {street.name}"
    else:
        chosen, label = rows[len(rows) // 2], street.name
    label = f"{label}, {street.postal_code} {street.municipality}".rstrip()
    return Located(label, chosen.latitude, chosen.longitude, city.by_code.get(street.postal_code))


def _places(said: Typed, codes: set[str], city: _City) -> list[Located]:
    """Published places by their name, and the streets where they stand. Never a confidential one."""
    columns = ("pk", "name", "address", "postal_code", "latitude", "longitude")
    rows = {row[0]: row for row in Place.objects.published().located().values_list(*columns)}
    here = {pk: row for pk, row in rows.items() if not codes or row[3] in codes}
    by_street = best(said.street, {pk: _street(row[2]) for pk, row in here.items() if row[2]}, most=50)
    by_name = best(_words(said), {pk: folded(row[1]) for pk, row in rows.items()})
    if by_street and by_street[0][1] <= FAR:
        chosen = min(
            (pk for pk, far in by_street if far <= by_street[0][1]),
            key=lambda pk: (abs((_number(rows[pk][2]) or 10_000) - said.number), pk),
        )
        by_street = [(chosen, by_street[0][1])]
    found: list[tuple[int, Located]] = []
    for ranked, column in ((by_name, 1), (by_street, 2)):
        for pk, far in ranked:
            if far <= FAR:
                row = rows[pk]
                label = f"{row[column]}, {row[3]}".rstrip(", ")
                found.append((far, Located(label, row[4], row[5], city.by_code.get(row[3]))))
    return [each for _far, each in sorted(found, key=lambda pair: pair[0])]


def _words(said: Typed) -> Iterable[str]:
    """The words of a name, its number put back: a place may be called by one."""
    return (str(said.number), *said.street) if said.number else said.street


def _street(address: str) -> str:
    return " ".join(word for word in folded(address).split() if not word.isdigit())


def _number(address: str) -> int:
    found = re.match(r"\s*(\d{1,4})\b", address)
    return int(found[1]) if found else 0
