"""Two people change one entry: what each wrote is kept, and what both wrote is shown to the one who comes second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Merged:
    """What to write, and the fields that both changed, each to something else."""

    values: dict[str, Any]
    conflicts: list[str] = field(default_factory=list)


def earliest(changes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What each field held before these changes, the oldest first: each maps a field to [before, after].

    >>> earliest([{"name": ["A", "B"]}, {"name": ["B", "C"], "hours": ["", "24/7"]}])
    {'name': 'A', 'hours': ''}
    """
    before: dict[str, Any] = {}
    for change in changes:
        for name, both in change.items():
            before.setdefault(name, both[0])
    return before


def merged(typed: Mapping[str, Any], before: Mapping[str, Any], now: Mapping[str, Any]) -> Merged:
    """What was typed joined to what others wrote meanwhile. `before`: the fields that others changed, as they were.

    A field that the typist left as it was takes the others' value; one that both changed to the same is no conflict.

    >>> merged({"name": "A", "hours": "24/7"}, before={"name": "A"}, now={"name": "B", "hours": ""})
    Merged(values={'name': 'B', 'hours': '24/7'}, conflicts=[])
    >>> merged({"name": "C"}, before={"name": "A"}, now={"name": "B"})
    Merged(values={'name': 'C'}, conflicts=['name'])
    >>> merged({"name": "B"}, before={"name": "A"}, now={"name": "B"}).conflicts
    []
    """
    values, conflicts = dict(typed), []
    for name, old in before.items():
        if name not in typed or typed[name] == now.get(name):
            continue
        if typed[name] == old:
            values[name] = now.get(name)
        else:
            conflicts.append(name)
    return Merged(values, conflicts)
