"""What a source says meets what the directory says: who is heard, field by field. Plain Python.

The rule is one sentence: what was changed here since the source last gave it is the owner's, and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .record import printed

SHORT = 20
"""Characters of a print that are kept by field: enough to tell two values apart."""


def short(value: Any) -> str:
    """A short print of a value, an empty text, list or None being the same nothing.

    >>> short("") == short(None) == short([]), short("a") == short("b")
    (True, False)
    """
    if value in ("", None, [], ()):
        return _NOTHING
    return _print(value) if isinstance(value, str | bool | int) else printed(_plain(value))[:SHORT]


@lru_cache(maxsize=4096, typed=True)
def _print(value: str | int) -> str:
    """The print of a value that comes back from entry to entry."""
    return printed(value)[:SHORT]


_NOTHING = printed(None)[:SHORT]


@dataclass
class Joined:
    """The fields to write, those that the owner keeps, and the prints to remember."""

    write: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)


def joined(ours: Mapping[str, Any], theirs: Mapping[str, Any], given: Mapping[str, str]) -> Joined:
    """Field by field: the source is heard where nothing was changed here since it last spoke.

    A field of which no print is known (it was never given, or where the place stands was forgotten) is only filled in
    when it is empty here.

    >>> last = {"name": short("Le Relais"), "telephone": short("01")}
    >>> met = joined({"name": "Le Relais", "telephone": "02"}, {"name": "Le Grand Relais", "telephone": "03"}, last)
    >>> met.write, met.kept
    ({'name': 'Le Grand Relais'}, ['telephone'])
    """
    result = Joined()
    for name, value in theirs.items():
        new, here = short(value), short(ours.get(name))
        if new == here:
            result.given[name] = new
        elif given.get(name) == here or (name not in given and here == short(None)):
            result.write[name] = value
            result.given[name] = new
        else:
            result.kept.append(name)
            if name in given:
                result.given[name] = given[name]
    return result


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
