"""The two lists on which rights rest: classes of data by role, and bases of sharing. Plain Python.

Reads and checks a list before an authority adopts it, and answers which bases cover what is asked. A list that names
a role, a kind of organisation, a class or a level that does not exist is refused whole: a slip would open or close
something silently.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pacte.ground.partners.enums import OrganisationKind, Role

from ..enums import DataClass, Purpose, RuleKind
from .sight import CLASSES_OF_LEVEL, LEVELS

FOLLOWING = frozenset({Role.SOCIAL_WORKER.value, Role.OUTREACH_WORKER.value, Role.REGULATOR.value})
"""The roles of which a grid may speak: the others see nobody."""

CODE = re.compile(r"[a-z][a-z0-9_]{1,59}")
LONGEST_VERSION, LONGEST_TEXT = 40, 300

_ROWS = {RuleKind.FIELD_CLASSES.value: "rights", RuleKind.SHARING_BASES.value: "bases"}
_KNOWN: dict[str, frozenset[str]] = {
    "roles": FOLLOWING,
    "kinds": frozenset(OrganisationKind.values),
    "classes": frozenset(DataClass.values),
    "follow_ups": frozenset(Purpose.values),
}
_OF_ROW = {
    "rights": ("roles", "kinds", "classes"),
    "bases": ("code", "purpose", "follow_ups", "kinds", "level", "classes", "reference"),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a list: where ("bases 2, level"), a code for the words, and the value that was found."""

    where: str
    code: str
    value: str = ""


class BadList(ValueError):
    """A list refused whole, with all its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{each.where}: {each.code} {each.value}".strip() for each in problems))


@dataclass(frozen=True)
class RuleList:
    """A list without a fault: the name of its version, whether it comes from no text, and its rows under their name."""

    version: str
    is_sample: bool
    content: dict[str, Any]


@dataclass(frozen=True)
class Basis:
    """A line of the list of bases: for which follow-ups, towards which kinds of organisation, what it opens at most."""

    code: str
    purpose: str
    follow_ups: frozenset[str]
    kinds: frozenset[str]
    level: str
    classes: frozenset[str]
    reference: str

    def lacks(self, follow_up: str, kind: str, level: str, classes: Collection[str]) -> str:
        """Why it does not cover what is asked: "follow_up", "kind", "level", "classes"; empty when it does.

        >>> basis = Basis("shelter", "Hébergement", frozenset({"shelter"}), frozenset({"city"}), "follow_up",
        ...               frozenset({"identity"}), "CASF")
        >>> basis.lacks("shelter", "city", "existence", ["identity"])
        ''
        >>> basis.lacks("shelter", "landlord", "existence", []), basis.lacks("health", "city", "existence", [])
        ('kind', 'follow_up')
        >>> basis.lacks("shelter", "city", "full", []), basis.lacks("shelter", "city", "follow_up", ["contact"])
        ('level', 'classes')
        """
        if follow_up not in self.follow_ups:
            return "follow_up"
        if kind not in self.kinds:
            return "kind"
        if LEVELS.index(level) > LEVELS.index(self.level):
            return "level"
        return "" if set(classes) <= self.classes else "classes"


def read(text: str) -> dict[str, Any]:
    """The list written in this TOML text. Raises BadList saying at which line it cannot be read.

    >>> read('version = "1"')
    {'version': '1'}
    >>> read("version =")
    Traceback (most recent call last):
    ...
    pacte.ground.people.rules.bases.BadList: : unreadable Invalid value (at end of document)
    """
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise BadList([Problem("", "unreadable", str(error))]) from error


def checked(kind: str, content: Mapping[str, Any]) -> RuleList:
    """The list as it may be adopted. Raises BadList with every problem.

    >>> checked("field_classes", {"version": "1", "rights": [
    ...     {"roles": ["driver"], "kinds": ["city"], "classes": ["identity"]}]})
    Traceback (most recent call last):
    ...
    pacte.ground.people.rules.bases.BadList: rights 1, roles: unknown driver
    """
    problems = list(_problems(_ROWS[kind], content))
    if problems:
        raise BadList(problems)
    rows = {_ROWS[kind]: content[_ROWS[kind]]}
    return RuleList(content["version"].strip(), bool(content.get("is_sample")), rows)


def bases_of(content: Mapping[str, Any] | None) -> list[Basis]:
    """The bases of an adopted list; none without a list: what is not adopted gives no right.

    >>> bases_of(None)
    []
    """
    return [
        Basis(
            row["code"], row["purpose"], frozenset(row["follow_ups"]), frozenset(row["kinds"]), row["level"],
            frozenset(row["classes"]), row["reference"],
        )
        for row in (content or {}).get("bases", [])
    ]  # fmt: skip


def fitting(bases: Collection[Basis], kind: str, follow_up: str = "") -> list[Basis]:
    """The bases towards this kind of organisation, for this follow-up when it is said."""
    return [each for each in bases if kind in each.kinds and (not follow_up or follow_up in each.follow_ups)]


def _problems(rows_name: str, content: Mapping[str, Any]) -> Iterator[Problem]:
    for name in content.keys() - {"version", "is_sample", rows_name}:
        yield Problem(str(name), "unexpected")
    version = content.get("version")
    if not isinstance(version, str) or not version.strip() or len(version) > LONGEST_VERSION or "\n" in version:
        yield Problem("version", "no_version")
    if not isinstance(content.get("is_sample", False), bool):
        yield Problem("is_sample", "not_a_choice")
    rows = content.get(rows_name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        yield Problem(rows_name, "no_rows")
        return
    codes: set[str] = set()
    for number, row in enumerate(rows, 1):
        yield from _problems_of_row(f"{rows_name} {number}", _OF_ROW[rows_name], row)
        code = str(row.get("code", ""))
        if code and code in codes:
            yield Problem(f"{rows_name} {number}, code", "twice", code)
        codes.add(code)


def _problems_of_row(where: str, names: tuple[str, ...], row: Mapping[str, Any]) -> Iterator[Problem]:
    for name in row.keys() - set(names):
        yield Problem(f"{where}, {name}", "unexpected")
    for name in names:
        place, value = f"{where}, {name}", row.get(name)
        if name in _KNOWN:
            yield from _problems_of_list(place, _KNOWN[name], value)
        elif name == "level":
            if value not in LEVELS:
                yield Problem(place, "unknown", str(value or ""))
        elif not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
            yield Problem(place, "no_text")
        elif name == "code" and not CODE.fullmatch(value):
            yield Problem(place, "not_a_code", value)
    yield from _problems_of_level(where, row)


def _problems_of_list(place: str, known: frozenset[str], value: Any) -> Iterator[Problem]:
    if not isinstance(value, list) or not value:
        yield Problem(place, "empty")
        return
    for each in value:
        if not isinstance(each, str) or each not in known:
            yield Problem(place, "unknown", str(each))


def _problems_of_level(where: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """A basis may not promise classes that its level never opens."""
    level, classes = row.get("level"), row.get("classes")
    if level in LEVELS and isinstance(classes, list):
        for each in classes:
            if isinstance(each, str) and each in _KNOWN["classes"] and each not in CLASSES_OF_LEVEL[str(level)]:
                yield Problem(f"{where}, classes", "beyond_level", each)
