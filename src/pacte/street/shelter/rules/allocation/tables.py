"""Requests and lots as plain tables: what each column holds, and every fault of a file with its row and column.

Plain Python, no words: a fault is a code, said by `reads.table_faults`. What a household is kept from (`apart_from`,
`excluded_sites`) is read here and repeated nowhere, not even in a fault.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ...enums.stock import LotAudience, LotKind
from .problem import ADULT_AGE, Lot, Member, Party

T = TypeVar("T")

REQUESTS, LOTS = "requests", "lots"
UNSAID = frozenset({"apart_from", "excluded_sites"})
"""Columns whose content no output repeats."""
GENDERS = {"F": "woman", "M": "man", "H": "man", "O": "other", "X": ""}
YES, NO = frozenset({"yes", "oui", "1", "true", "vrai"}), frozenset({"", "no", "non", "0", "false", "faux"})
OLDEST, MOST_MEMBERS, MOST_UNITS, MOST_PLACES = 120, 100, 20_000, 200
LARGEST_FILE = 20_000_000
"""Bytes above which a file is not read."""
MEMBER = re.compile(r"(?:(\d{1,3})\*)?([FMHOX])(\d{1,3})?", re.IGNORECASE)


@dataclass(frozen=True)
class Mistake:
    """One fault: the table, its row as a spreadsheet numbers it (0: the whole file), the column, what is wrong."""

    table: str
    row: int
    column: str
    code: str
    value: str = ""
    known: tuple[str, ...] = ()


@dataclass
class Tables:
    """What both files hold, and everything that is wrong with them: with a mistake, nothing is allocated.

    `unknown_sites`: how many sites to leave out are no lot's. It is only a count: it says of nobody.
    """

    parties: tuple[Party, ...] = ()
    lots: tuple[Lot, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    mistakes: list[Mistake] = field(default_factory=list)
    unknown_sites: int = 0


class Wrong(ValueError):
    """A cell that cannot be read: the code of its fault, and the words that it could have held."""

    def __init__(self, code: str, known: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.known = tuple(known)


def read(requests: bytes, lots: bytes) -> Tables:
    """Both files, read whole: what they hold, and every fault of either."""
    tables = Tables()
    asked = _rows(requests, REQUESTS, REQUEST_COLUMNS, tables.mistakes)
    offered = _rows(lots, LOTS, LOT_COLUMNS, tables.mistakes)
    parties = [(row, _party(row, place)) for place, row in enumerate(asked)]
    tables.parties = tuple(party for _row, party in parties if party)
    tables.lots = tuple(lot for row in offered if (lot := _lot(row)))
    tables.apart = _pairs(asked)
    for row in (*asked, *offered):
        tables.mistakes += row.mistakes
    tables.mistakes += [*_twice(asked, "request"), *_twice(offered, "lot")]
    tables.mistakes.sort(key=lambda mistake: (mistake.table != REQUESTS, mistake.row))
    sites = {lot.site for lot in tables.lots}
    tables.unknown_sites = len({site for party in tables.parties for site in party.excluded_sites} - sites)
    return tables


class Row:
    """One row, its cells by column; reading a cell that is wrong notes the mistake and gives the default."""

    def __init__(self, table: str, number: int, cells: dict[str, str]) -> None:
        self.table, self.number, self.cells = table, number, cells
        self.mistakes: list[Mistake] = []

    def read(self, column: str, reader: Callable[[str], T], default: T) -> T:
        try:
            return reader(self.cells.get(column, "").strip())
        except Wrong as wrong:
            self.wrong(column, wrong.code, wrong.known)
            return default

    def wrong(self, column: str, code: str, known: Sequence[str] = ()) -> None:
        value = "" if column in UNSAID else self.cells.get(column, "").strip()[:60]
        self.mistakes.append(Mistake(self.table, self.number, column, code, value, tuple(known)))


def _rows(data: bytes, table: str, columns: dict[str, bool], mistakes: list[Mistake]) -> list[Row]:
    """The rows of a file by column name; a fault of the file as a whole leaves none."""

    def refuse(code: str, column: str = "", value: str = "", known: Iterable[str] = ()) -> None:
        mistakes.append(Mistake(table, 0, column, code, value, tuple(known)))

    text = _decoded(data)
    if text is None:
        refuse("not_text" if len(data) <= LARGEST_FILE else "too_big")
        return []
    separator = ";" if text.split("\n", 1)[0].count(";") >= text.split("\n", 1)[0].count(",") else ","
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        refuse("not_csv")
        return []
    head = [name.strip().lower() for name in records[0]] if records else []
    if not any(head):
        refuse("empty")
        return []
    for name in dict.fromkeys(head):
        if name and name not in columns:
            refuse("unknown_column", name, known=columns)
        elif name and head.count(name) > 1:
            refuse("column_twice", name)
    for name in [name for name, is_needed in columns.items() if is_needed and name not in head]:
        refuse("missing_column", name)
    if mistakes and any(each.table == table for each in mistakes):
        return []
    found = [
        _row(table, number, head, cells) for number, cells in enumerate(records[1:], 2) if any(map(str.strip, cells))
    ]
    if not found:
        refuse("no_row")
    return found


def _row(table: str, number: int, head: list[str], cells: list[str]) -> Row:
    row = Row(table, number, dict(zip(head, cells, strict=False)))
    if any(cell.strip() for cell in cells[len(head) :]):
        row.wrong("", "too_many_cells")
    return row


def _decoded(data: bytes) -> str | None:
    """UTF-8 with or without its mark, else Windows' Latin; None for what is no text or too big."""
    if len(data) > LARGEST_FILE or b"\0" in data:
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return None


def _twice(rows: list[Row], column: str) -> Iterator[Mistake]:
    """Rows whose identifier an earlier row has."""
    seen: dict[str, int] = {}
    for row in rows:
        key = row.cells.get(column, "").strip()
        if key and key in seen:
            yield Mistake(row.table, row.number, column, "twice", key[:60], (str(seen[key]),))
        seen.setdefault(key, row.number)


def _party(row: Row, place: int) -> Party | None:
    key = row.read("request", needed, "")
    nobody: tuple[Member, ...] = ()
    members = row.read("members", members_of, nobody)
    together: tuple[tuple[int, ...], ...] = ()
    parts = row.read("parts", lambda text: parts_of(text, members) if members else together, together)
    received = row.read("received", whole(0), 0) if "received" in row.cells else place
    party = Party(
        key=key,
        members=members,
        tier=row.read("tier", whole(1, 99), 1),
        waiting=row.read("waiting_nights", whole(0, 10_000, empty=0), 0),
        received=received,
        needs_step_free=row.read("step_free", truth, False),
        animals=row.read("animals", whole(0, 50, empty=0), 0),
        previous_site=row.cells.get("previous_site", "").strip(),
        point=_point(row),
        parts=parts,
        excluded_sites=frozenset(listed(row.cells.get("excluded_sites", ""))),
        has_minor_alone=row.read("minor_alone", truth, False),
        is_confidential=row.read("confidential", truth, False),
    )
    return party if key and members else None


def _lot(row: Row) -> Lot | None:
    key, site = row.read("lot", needed, ""), row.read("site", needed, "")
    low = row.read("min_age", lambda text: whole(0, OLDEST)(text) if text else None, None)
    high = row.read("max_age", lambda text: whole(0, OLDEST)(text) if text else None, None)
    if low is not None and high is not None and low > high:
        row.wrong("max_age", "ages_reversed")
    kind = row.read("kind", among(LotKind.values, LotKind.ROOM), LotKind.ROOM.value)
    unit_places = row.read("unit_places", whole(1, MOST_PLACES, empty=1), 1)
    if kind != LotKind.ROOM and unit_places != 1:
        row.wrong("unit_places", "one_place_each")
    lot = Lot(
        key=key,
        site=site,
        kind=kind,
        units=row.read("units", whole(0, MOST_UNITS), 0),
        unit_places=unit_places,
        audience=row.read("audience", among(LotAudience.values, LotAudience.ANYONE), LotAudience.ANYONE.value),
        min_age=low,
        max_age=high,
        step_free=row.read("step_free", truth, False),
        accepts_animals=row.read("animals", truth, False),
        is_closed=row.read("closed", truth, False),
        point=_point(row),
    )
    return lot if key and site else None


def _point(row: Row) -> tuple[float, float] | None:
    latitude = row.read("latitude", degrees(90), None)
    longitude = row.read("longitude", degrees(180), None)
    if bool(row.cells.get("latitude", "").strip()) != bool(row.cells.get("longitude", "").strip()):
        row.wrong("latitude", "half_a_point")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _pairs(rows: list[Row]) -> frozenset[frozenset[str]]:
    """Requests never on one site, said by either; one that is not in the file is a fault that does not repeat it."""
    keys = {row.cells.get("request", "").strip() for row in rows}
    pairs = set()
    for row in rows:
        key = row.cells.get("request", "").strip()
        for other in listed(row.cells.get("apart_from", "")):
            if other == key or other not in keys:
                row.wrong("apart_from", "apart_self" if other == key else "apart_unknown")
            pairs.add(frozenset((key, other)))
    return frozenset(pair for pair in pairs if len(pair) == 2)


def members_of(text: str) -> tuple[Member, ...]:
    """A household: a letter for the gender as stated and an age a person, none for an adult who did not say.

    >>> members_of("F34 M6 X")
    (Member(age=34, gender='woman'), Member(age=6, gender='man'), Member(age=None, gender=''))
    >>> len(members_of("F40 29*X"))
    30
    """
    if not text:
        raise Wrong("no_members")
    found: list[Member] = []
    for word in re.split(r"[\s+]+", text):
        match = MEMBER.fullmatch(word)
        if not match or int(match[1] or 1) == 0:
            raise Wrong("bad_member")
        times, letter, age = match.groups()
        if age and int(age) > OLDEST:
            raise Wrong("bad_age")
        found += [Member(int(age) if age else None, GENDERS[letter.upper()])] * int(times or 1)
    if len(found) > MOST_MEMBERS:
        raise Wrong("too_many_members")
    return tuple(found)


def parts_of(text: str, members: tuple[Member, ...]) -> tuple[tuple[int, ...], ...]:
    """How a household agrees to be split: positions from 1, one part after another; an adult in each.

    >>> parts_of("1 3 | 2", members_of("F40 M41 F8"))
    ((0, 2), (1,))
    """
    if not text:
        return ()
    if re.fullmatch(r"[\d\s|]+", text) is None:
        raise Wrong("bad_parts")
    parts = tuple(tuple(int(word) - 1 for word in part.split()) for part in text.split("|"))
    if len(parts) < 2 or sorted(place for part in parts for place in part) != list(range(len(members))):
        raise Wrong("bad_parts")
    for part in parts:
        if not any(members[place].age is None or (members[place].age or 0) >= ADULT_AGE for place in part):
            raise Wrong("part_without_adult")
    return parts


def listed(text: str) -> list[str]:
    """Identifiers separated by a bar.

    >>> listed("a | b|")
    ['a', 'b']
    """
    return [word.strip() for word in text.split("|") if word.strip()]


def needed(text: str) -> str:
    """An identifier; a spreadsheet must not take it for a formula."""
    if not text:
        raise Wrong("needed")
    if len(text) > 60 or not text.isprintable() or text[0] in "=+-@":
        raise Wrong("bad_identifier")
    return text


def truth(text: str) -> bool:
    """Yes or no, in English or French; an empty cell is no."""
    if text.lower() not in YES | NO:
        raise Wrong("unknown_word", ("yes", "no"))
    return text.lower() in YES


def whole(low: int, high: int = 10**9, *, empty: int | None = None) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds; an empty cell is `empty`, or a fault."""

    def reader(text: str) -> int:
        if not text and empty is not None:
            return empty
        if not text:
            raise Wrong("needed")
        if re.fullmatch(r"[+-]?[0-9]{1,12}", text) is None:
            raise Wrong("not_whole")
        if int(text) < low:
            raise Wrong("too_small", (str(low),))
        if int(text) > high:
            raise Wrong("too_large", (str(high),))
        return int(text)

    return reader


def degrees(most: int) -> Callable[[str], float | None]:
    """A reader of degrees, with a point or a comma; an empty cell is None."""

    def reader(text: str) -> float | None:
        if not text:
            return None
        if re.fullmatch(r"[+-]?\d{1,3}([.,]\d{1,12})?", text) is None:
            raise Wrong("not_degrees")
        value = float(text.replace(",", "."))
        if abs(value) > most:
            raise Wrong("not_on_earth")
        return value

    return reader


def among(words: Sequence[str], empty: str) -> Callable[[str], str]:
    """A reader of one of some words; an empty cell is `empty`."""

    def reader(text: str) -> str:
        if text and text.lower() not in words:
            raise Wrong("unknown_word", words)
        return text.lower() or str(empty)

    return reader


REQUEST_COLUMNS = {
    "request": True, "members": True, "tier": True, "waiting_nights": False, "received": False, "step_free": False,
    "animals": False, "previous_site": False, "latitude": False, "longitude": False, "parts": False,
    "excluded_sites": False, "apart_from": False, "minor_alone": False, "confidential": False,
}  # fmt: skip
LOT_COLUMNS = {
    "lot": True, "site": True, "kind": False, "units": True, "unit_places": False, "audience": False,
    "min_age": False, "max_age": False, "step_free": False, "animals": False, "closed": False,
    "latitude": False, "longitude": False,
}  # fmt: skip
"""The columns of either table: whether a file must have it."""
