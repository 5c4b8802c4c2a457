"""A scheme written as TOML: what forms build is kept as the text that a hand would write, without defaults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from pacte.ground.pathways.rules.parse import NAMES, OPTIONAL
from pacte.ground.pathways.rules.scheme import Clock, Roll, Scheme, TermDirection


def to_toml(scheme: Scheme) -> str:
    """The text of a scheme; reading it again gives the same scheme.

    >>> from pacte.ground.pathways.rules.scheme import Step
    >>> print(to_toml(Scheme("visits", "1", "Visites", "", "", None, steps=(Step("visit", "Visite", opens=True),))))
    key = "visits"
    version = "1"
    name = "Visites"
    <BLANKLINE>
    [[step]]
    key = "visit"
    label = "Visite"
    opens = true
    <BLANKLINE>
    """
    return "\n".join(_table(scheme, "")) + "\n"


def _table(part: Any, path: str) -> Iterator[str]:
    """The plain keys of a part, then the tables that it holds."""
    kept = {each.name: getattr(part, each.name) for each in fields(part) if _is_said(part, each)}
    tables = {name: value for name, value in kept.items() if name in NAMES}
    for name, value in kept.items():
        if name not in tables:
            yield f"{name} = {_value(value)}"
    for name, parts in tables.items():
        inner = f"{path}.{NAMES[name]}" if path else NAMES[name]
        for each in parts:
            yield f"\n[[{inner}]]"
            yield from _table(each, inner)


def _is_said(part: Any, each: Any) -> bool:
    """Whether a key is written: it is not when reading without it gives the same."""
    value = getattr(part, each.name)
    if each.name == "lines" or value is None:
        return False
    if isinstance(part, Clock) and each.name == "roll":
        return bool(value != (Roll.PREVIOUS if part.direction == TermDirection.BEFORE else Roll.NEXT))
    if each.default is MISSING:
        return each.name not in OPTIONAL or value not in ("", ())
    return bool(value != each.default)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if is_dataclass(value):
        pairs = (f"{each.name} = {_value(getattr(value, each.name))}" for each in fields(value))
        return f"{{ {', '.join(pairs)} }}"
    return f"[{', '.join(_value(each) for each in value)}]"
