"""Two people wrote over the same thing: what differs, and what comes of the choices. Knows no row.

Nothing is decided for whoever wrote: each thing that differs waits for their choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Values = Mapping[str, Any]


class Choice(StrEnum):
    """What to keep of two versions."""

    CURRENT = "current"
    WRITTEN = "written"
    MERGED = "merged"


class Shape(StrEnum):
    """Whether two versions can be put together by hand, on a line or in a text."""

    EITHER = "either"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True)
class Part:
    """One thing that was being changed: its label, the names under which it is kept, and how it is shown."""

    name: str
    label: str
    show: Callable[[Values], str]
    shape: Shape = Shape.EITHER
    names: tuple[str, ...] = ()

    @property
    def kept_under(self) -> tuple[str, ...]:
        """The names of its values; its own when it says nothing else."""
        return self.names or (self.name,)


@dataclass(frozen=True)
class Difference:
    """A part on which the two versions differ, as both are shown."""

    part: Part
    current: str
    written: str

    @property
    def both(self) -> str:
        """The two, one after the other: what a merge begins with."""
        between = "\n\n" if self.part.shape is Shape.TEXT else " "
        return between.join(words for words in (self.current, self.written) if words)


def differences(parts: list[Part], current: Values, written: Values) -> list[Difference]:
    """The parts that were written and are not what is kept now.

    >>> part = Part("summary", "Situation", lambda values: values["summary"], Shape.TEXT)
    >>> [each.both for each in differences([part], {"summary": "À la rue"}, {"summary": "À l’hôtel"})]
    ['À la rue\\n\\nÀ l’hôtel']
    >>> differences([part], {"summary": "À la rue"}, {"summary": " À la rue\\r\\n"})
    []
    """
    found = []
    for part in parts:
        names = [name for name in part.kept_under if name in written]
        if any(plain(written[name]) != plain(current.get(name)) for name in names):
            found.append(Difference(part, part.show(current), part.show({**current, **written})))
    return found


def settled(
    found: list[Difference], written: Values, choices: Mapping[str, str], merges: Mapping[str, str]
) -> dict[str, Any]:
    """The values to write, from the choice made for each difference; KeyError when one is missing.

    >>> part = Part("summary", "Situation", lambda values: values["summary"], Shape.TEXT)
    >>> found = differences([part], {"summary": "Un"}, {"summary": "Deux"})
    >>> settled(found, {"summary": "Deux"}, {"summary": "merged"}, {"summary": "Un et deux"})
    {'summary': 'Un et deux'}
    >>> settled(found, {"summary": "Deux"}, {"summary": "current"}, {})
    {}
    """
    values: dict[str, Any] = {}
    for difference in found:
        part = difference.part
        match Choice(choices[part.name]):
            case Choice.WRITTEN:
                values |= {name: written[name] for name in part.kept_under if name in written}
            case Choice.MERGED if part.shape is not Shape.EITHER:
                values[part.name] = merges[part.name]
            case _:
                pass
    return values


def plain(value: Any) -> Any:
    """The value as it is compared: texts without the blanks and line ends that a form adds.

    >>> plain(None), plain("a\\r\\nb "), plain([["nickname", "Zaz"]])
    ('', 'a\\nb', [['nickname', 'Zaz']])
    """
    if value is None:
        return ""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
