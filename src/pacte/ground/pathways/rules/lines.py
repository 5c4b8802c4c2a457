"""Where each table and key of a TOML text stands, which the standard reader does not say. For valid texts only."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_OPAQUE = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)
_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*$")
_KEY = re.compile(r"\s*([\w-]+)\s*[=.]")


def located(text: str) -> dict[Path, int]:
    """The line of each table, as (name, index), and of each of its keys; from 1.

    >>> found = located("key = 'x'\\n[[step]]\\nkey = '''a\\n[[step]]'''\\n[[step]]\\nhelp = ''\\n")
    >>> found["step", 0], found["step", 1], found["step", 1, "help"], found["key",]
    (2, 5, 6, 1)
    """
    found: dict[Path, int] = {}
    counted: Counter[Path] = Counter()
    table: Path = ()
    depth = 0
    for number, line in enumerate(_OPAQUE.sub(_blank, text).split("\n"), start=1):
        header = _TABLE.match(line) if depth == 0 else None
        if header:
            table = _path(header[2].split("."), counted, repeated=header[1] == "[[")
            found[table] = number
            found.setdefault(table[:-1], number)
            continue
        if depth == 0 and (key := _KEY.match(line)):
            found.setdefault((*table, key[1]), number)
        depth += sum(line.count(each) for each in "[{") - sum(line.count(each) for each in "]}")
    return found


def line_of(found: dict[Path, int], path: Path) -> int:
    """The line of a part, or of the nearest thing that holds it; 1 for the whole.

    >>> line_of({("step", 0): 7}, ("step", 0, "after")), line_of({}, ("name",))
    (7, 1)
    """
    while path and path not in found:
        path = path[:-1]
    return found.get(path, 1)


def _blank(match: re.Match[str]) -> str:
    """Strings and comments say nothing of the structure: only their ends of line are kept."""
    return "" if match[0].startswith("#") else '""' + "\n" * match[0].count("\n")


def _path(names: list[str], counted: Counter[Path], *, repeated: bool) -> Path:
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if counted[path]:
            path = (*path, counted[path] - 1)
    path = (*path, names[-1])
    if not repeated:
        return path
    counted[path] += 1
    return (*path, counted[path] - 1)
