"""A scheme read from its TOML file. Unknown and missing keys and wrong types are refused, all at once, by line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pacte.ground.pathways.rules.check import check
from pacte.ground.pathways.rules.faults import SchemeFault, SchemeFaults
from pacte.ground.pathways.rules.lines import Path, line_of, located
from pacte.ground.pathways.rules.scheme import Clock, Roll, Rule, Scheme, TermDirection

NAMES = {"facts": "fact", "steps": "step", "clocks": "clock", "outcomes": "outcome", "measures": "measure"}
NAMES |= {"rules": "rule"}
OPTIONAL = {"programme", "chapter", "valid_from", "stops", "start", "rules"}
"""Keys without a default in the dataclass that a file may leave out: what is needed of them is checked later."""
INLINE = ("length", "unit", "reference", "is_sample")
KINDS = {bool: "flag", int: "number", str: "text", date: "date"}


def parse(text: str) -> Scheme:
    """The scheme that a text declares. Raises SchemeFaults: its form first; then, when that is sound, what it means.

    >>> parse("key = 'visits'\\nversion = 2\\n[[step]]\\nlabel = 'x'")
    Traceback (most recent call last):
    ...
    pacte.ground.pathways.rules.faults.SchemeFaults: line 1: missing_key in scheme.name
    line 2: wrong_type in scheme.version wanted=text
    line 3: missing_key in step:1.key
    """
    scheme = read(text)
    if faults := check(scheme):
        raise SchemeFaults(faults)
    return scheme


def read(text: str) -> Scheme:
    """The scheme that a text writes, sound or not: a draft being made. Raises SchemeFaults on its form alone."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise SchemeFaults([SchemeFault("syntax", line, "scheme", {"error": str(error)})]) from error
    reader = _Reader(located(text))
    values = reader.table(Scheme, raw, ())
    if reader.faults:
        raise SchemeFaults(reader.faults)
    return Scheme(**values, lines=reader.lines)


@dataclass
class _Reader:
    """Turns tables into the dataclasses of a scheme and keeps every fault; a faulty table gives no object."""

    found: dict[Path, int]
    faults: list[SchemeFault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def table(self, cls: type, raw: dict[str, Any], path: Path, where: str = "scheme") -> dict[str, Any]:
        """The values of a table's keys, by the names of the dataclass."""
        self.lines[where] = line_of(self.found, path)
        if cls is Clock:
            raw = self._ruled(raw, path, where)
        known = {NAMES.get(each.name, each.name): each for each in fields(cls) if each.name != "lines"}
        hints = _hints(cls)
        values: dict[str, Any] = {}
        for key, value in raw.items():
            at = f"{where}.{key}"
            self.lines.setdefault(at, line_of(self.found, (*path, key)))
            if key in known:
                values[known[key].name] = self._value(hints[known[key].name], value, (*path, key), at)
            else:
                self._fault("unknown_key", (*path, key), at, known=", ".join(known))
        for key, each in known.items():
            if key not in raw:
                self._absent(each, key, path, where, values)
        return values

    def _absent(self, each: Field[Any], key: str, path: Path, where: str, values: dict[str, Any]) -> None:
        if each.default is not MISSING or each.default_factory is not MISSING:
            if each.name == "roll" and values.get("direction") == TermDirection.BEFORE:
                values["roll"] = Roll.PREVIOUS
        elif each.name in OPTIONAL:
            values[each.name] = {"valid_from": None, "stops": (), "rules": ()}.get(each.name, "")
        else:
            self._fault("missing_key", path, f"{where}.{key}")

    def _ruled(self, raw: dict[str, Any], path: Path, where: str) -> dict[str, Any]:
        """A clock of one length writes it among its own keys: that is its one rule."""
        inline = {key: raw[key] for key in INLINE if key in raw}
        if not inline:
            return raw
        if "rule" in raw:
            self._fault("two_lengths", (*path, next(iter(inline))), f"{where}.{next(iter(inline))}")
            return {key: value for key, value in raw.items() if key not in INLINE}
        for key in inline:
            self.found.setdefault((*path, "rule", 0, key), line_of(self.found, (*path, key)))
        return {key: value for key, value in raw.items() if key not in INLINE} | {"rule": [inline]}

    def _value(self, kind: Any, raw: Any, path: Path, where: str) -> Any:
        if get_origin(kind) is UnionType:
            kind = get_args(kind)[0]
        if get_origin(kind) is tuple:
            return self._many(get_args(kind)[0], raw, path, where)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            if raw in list(kind):
                return kind(raw)
            self._fault("unknown_value", path, where, value=raw, known=", ".join(kind))
        elif is_dataclass(kind):
            if isinstance(raw, dict):
                before = len(self.faults)
                values = self.table(kind, raw, path, where)  # type: ignore[arg-type]
                return kind(**values) if len(self.faults) == before else None  # type: ignore[operator]
            self._fault("wrong_type", path, where, wanted="table")
        elif type(raw) is kind:
            return raw
        else:
            self._fault("wrong_type", path, where, wanted=KINDS[kind])
        return None

    def _many(self, kind: Any, raw: Any, path: Path, where: str) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self._fault("wrong_type", path, where, wanted="list")
            return ()
        return tuple(
            self._value(kind, each, (*path, place), _part(kind, where, place, each)) for place, each in enumerate(raw)
        )

    def _fault(self, code: str, path: Path, where: str, **params: Any) -> None:
        self.faults.append(SchemeFault(code, line_of(self.found, path), where, params))


def _part(kind: Any, where: str, place: int, raw: Any) -> str:
    """How a part is named: a table of the scheme by its key, a rule by its place, an item by what holds it."""
    if not is_dataclass(kind):
        return where
    if kind is Rule:
        return f"{where}{place + 1}"
    if not where.startswith("scheme."):
        return where
    key = raw.get("key") if isinstance(raw, dict) else None
    return f"{where.removeprefix('scheme.')}:{key if isinstance(key, str) and key else place + 1}"


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
