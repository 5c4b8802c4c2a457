"""Which entries may be one place: blocked so that thousands are compared in seconds. Plain Python.

A name alone never makes a pair: two associations have branches of one name all over a city.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

NEAR_M = 60
"""Metres between two points that may be the same door."""

ALIKE, SOMEWHAT = 75, 55
"""Likeness of two names in hundredths: enough beside a point, enough beside a telephone or an address."""

CROWDED = 12
"""A telephone or an address shared by more entries than this says nothing (a hotline, a house of associations)."""

WEIGHTS = {"name": 0.4, "near": 0.25, "address": 0.2, "telephone": 0.15}
CELL = 0.001


@dataclass(frozen=True)
class Entry:
    """What is compared of an entry; `name` and `address` folded, `sources` those that know it."""

    key: int
    name: str
    latitude: float | None = None
    longitude: float | None = None
    telephone: str = ""
    address: str = ""
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pair:
    """Two entries, the lower key first, with a likeness from 0 to 1 and what makes it."""

    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


def digits(telephone: str) -> str:
    """A French number by its last nine digits, or "".

    >>> digits("+33 1 02 03 04 05"), digits("01 02 03 04 05"), digits("115")
    ('102030405', '102030405', '')
    """
    found = re.sub(r"\D", "", telephone)
    return found[-9:] if len(found) >= 9 else ""


def pairs(entries: Iterable[Entry]) -> list[Pair]:
    """The pairs worth a look, the most alike first. Two entries of one source are two: it knows its own.

    >>> here = Entry(1, "relais exemple", 48.85, 2.35, sources=frozenset({"a"}))
    >>> there = Entry(2, "le relais exemple", 48.8502, 2.3501, sources=frozenset({"b"}))
    >>> [(pair.first, pair.second, pair.reasons) for pair in pairs([here, there, Entry(3, "relais exemple")])]
    [(1, 2, ('name', 'near'))]
    """
    known = {entry.key: entry for entry in entries}
    found = {}
    for one, other in _candidates(known):
        if pair := compared(known[one], known[other]):
            found[(pair.first, pair.second)] = pair
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.first, pair.second))


def compared(one: Entry, other: Entry) -> Pair | None:
    """The two as a pair, or None when nothing joins them."""
    if one.sources & other.sources:
        return None
    name = alike(one.name, other.name)
    same = {
        "near": _metres(one, other) <= NEAR_M,
        "address": bool(one.address) and one.address == other.address,
        "telephone": bool(one.telephone) and one.telephone == other.telephone,
    }
    joins = (same["near"] and name >= ALIKE) or ((same["address"] or same["telephone"]) and name >= SOMEWHAT)
    if not joins and not (same["telephone"] and same["near"]):
        return None
    score = WEIGHTS["name"] * name / 100 + sum(WEIGHTS[reason] for reason, holds in same.items() if holds)
    reasons = ("name",) * (name >= ALIKE) + tuple(reason for reason, holds in same.items() if holds)
    return Pair(min(one.key, other.key), max(one.key, other.key), round(score, 3), reasons)


def alike(one: str, other: str) -> float:
    """How alike two folded names are, in hundredths; those that bear other numbers name two places.

    >>> alike("le relais", "relais"), alike("halte exemple 7", "halte exemple 9"), alike("halte 7", "halte")
    (100.0, 0.0, 100.0)
    """
    numbers, others = (set(re.findall(r"\d+", name)) for name in (one, other))
    return 0.0 if numbers and others and not numbers & others else fuzz.token_set_ratio(one, other)


def _candidates(known: dict[int, Entry]) -> Iterator[tuple[int, int]]:
    """Keys that share a telephone, an address, or a square of the map with its neighbours."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for entry in known.values():
        if entry.telephone:
            blocks[("telephone", entry.telephone)].append(entry.key)
        if entry.address:
            blocks[("address", entry.address)].append(entry.key)
        if entry.latitude is not None and entry.longitude is not None:
            squares[(int(entry.latitude // CELL), int(entry.longitude // CELL))].append(entry.key)
    for keys in blocks.values():
        if len(keys) <= CROWDED:
            yield from combinations(keys, 2)
    for (row, column), keys in squares.items():
        yield from combinations(keys, 2)
        for down, right in ((0, 1), (1, -1), (1, 0), (1, 1)):
            yield from ((one, other) for other in squares.get((row + down, column + right), ()) for one in keys)


def _metres(one: Entry, other: Entry) -> float:
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return math.inf
    north = (one.latitude - other.latitude) * 111_320
    east = (one.longitude - other.longitude) * 111_320 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)
