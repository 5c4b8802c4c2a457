"""The tree's own arithmetic: where a node may stand, what a text may say, when a state has grown old.

Plain Python, no database. It refuses a loop, a node above its parent, a fourth big figure, a number without a source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

BIG_FIGURES = 3
"""Headline indicators that a chapter may show: what a reader keeps in mind (the printed reviews hold three)."""

SILENT_AFTER = timedelta(days=90)
"""A state older than this no longer tells where a node stands."""

Key = TypeVar("Key", bound=Hashable)


def may_stand_under(depth: int, parent_depth: int | None) -> bool:
    """A node stands under any higher level, levels skipped or not, or under nothing.

    >>> may_stand_under(3, 1), may_stand_under(3, None), may_stand_under(2, 2)
    (True, True, False)
    """
    return parent_depth is None or parent_depth < depth


def would_loop(node: Key, parent: Key | None, parents: Mapping[Key, Key | None]) -> bool:
    """Whether hanging `node` under `parent` would make it its own ancestor.

    >>> would_loop("a", "c", {"a": None, "b": "a", "c": "b"}), would_loop("c", "a", {"a": None, "b": "a", "c": "b"})
    (True, False)
    """
    seen: set[Key] = set()
    step = parent
    while step is not None and step not in seen:
        if step == node:
            return True
        seen.add(step)
        step = parents.get(step)
    return False


def top_of(node: Key, parents: Mapping[Key, Key | None]) -> Key:
    """The chapter of a node: its highest ancestor, or itself.

    >>> top_of("c", {"a": None, "b": "a", "c": "b"})
    'a'
    """
    step = node
    while (above := parents.get(step)) is not None:
        step = above
    return step


def beneath(node: Key, parents: Mapping[Key, Key | None]) -> set[Key]:
    """A node and all that hangs from it.

    >>> sorted(beneath("b", {"a": None, "b": "a", "c": "b"}))
    ['b', 'c']
    """
    return {other for other in parents if other == node or would_loop(node, other, parents)}


def placed(items: Sequence[Key], item: Key, position: int) -> list[Key]:
    """The items with this one at a position counted from 1; positions out of range mean first or last.

    >>> placed(["a", "b", "c"], "c", 1), placed(["a", "b"], "new", 9)
    (['c', 'a', 'b'], ['a', 'b', 'new'])
    """
    rest = [other for other in items if other != item]
    place = min(max(position - 1, 0), len(rest))
    return [*rest[:place], item, *rest[place:]]


def holds_a_figure(text: str) -> bool:
    """Whether a text meant to be published holds a digit: it would be a figure without source.

    >>> holds_a_figure("Trois haltes ouvertes"), holds_a_figure("3 haltes ouvertes")
    (False, True)
    """
    return re.search(r"\d", text) is not None


def is_silent(last: date | None, today: date) -> bool:
    """Whether nobody has said where a node stands for too long.

    >>> is_silent(None, date(2019, 9, 30)), is_silent(date(2019, 7, 2), date(2019, 9, 30))
    (True, False)
    """
    return last is None or today - last > SILENT_AFTER


@dataclass(frozen=True)
class Progress:
    """How many nodes stand in each state, and how many are silent."""

    counts: Mapping[str, int]
    silent: int

    @classmethod
    def of(cls, states: Iterable[str | None]) -> Progress:
        """Count states; None is a node without one.

        >>> Progress.of(["secured", None, "secured"])
        Progress(counts={'secured': 2}, silent=1)
        """
        found = Counter(states)
        silent = found.pop(None, 0)
        return cls({state: count for state, count in found.items() if state}, silent)

    @property
    def total(self) -> int:
        return sum(self.counts.values()) + self.silent
