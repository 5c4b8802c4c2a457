"""Small-count protection of one release: what must be hidden so that no small count of people can be worked out.

First the small counts themselves (1 to threshold - 1; 0 is publishable), then as many others as it takes for every
hidden cell to keep at least `threshold` values between the least and the greatest that the published cells allow.
Rule of the threshold: Insee, handbook of statistical disclosure control, eleven for counts of natural persons.
It refuses free cross tables: what is published together is protected together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from .flows import Key, Network, NotANetwork, Relation

__all__ = ["TOTAL", "CannotProtect", "Key", "NotANetwork", "Protected", "Relation", "protect", "relations_of"]

TOTAL = "\u2211"
"""The label of a margin, in the keys of a table: ("75120", TOTAL) is the total of its row."""
DEFAULT_THRESHOLD = 11


class CannotProtect(ValueError):
    """A small count can be worked out from figures already public: nothing left to hide would prevent it."""


@dataclass(frozen=True)
class Rest:
    """What a total holds beyond its listed parts. Never published, but anyone can subtract: protected too."""

    total: Key


@dataclass(frozen=True)
class Protected:
    """A table ready to publish: `published` has every cell of it, None where hidden."""

    published: Mapping[Key, int | None]
    primary: frozenset[Key]
    complementary: frozenset[Key]

    @property
    def suppressed(self) -> frozenset[Key]:
        return self.primary | self.complementary


def protect(
    table: Mapping[Any, int],
    threshold: int = DEFAULT_THRESHOLD,
    *,
    relations: Iterable[Relation] | None = None,
    hidden: Iterable[Key] = (),
    known: Iterable[Key] = (),
) -> Protected:
    """The table with its small counts hidden, and what else must be for them to stay so.

    Keys are tuples of one or two labels, margins labelled TOTAL; or anything, with their `relations` given (totals
    of totals, a part and its whole). A total that exceeds its parts leaves a rest, protected like a part.
    `hidden`: cells that an earlier release hid, still hidden here; `known`: cells that it published, which cannot be
    hidden any more. Raises CannotProtect when those make protection impossible, ValueError on parts above a total.

    >>> protect({("75118",): 4, ("75119",): 25, ("75120",): 60, (TOTAL,): 89}).suppressed == {("75118",), ("75119",)}
    True
    >>> protect({("of which",): 125, (TOTAL,): 130}).published[("of which",)] is None
    True
    """
    cells = dict(table)
    links = _with_rests(cells, list(relations) if relations is not None else relations_of(table))
    return _Work(table, cells, links, threshold, frozenset(known) & cells.keys()).run(hidden)


def relations_of(table: Mapping[Key, int]) -> list[Relation]:
    """The totals of a table of one or two dimensions, read from its keys; a margin that is absent binds nothing."""
    keys = [key for key in table if isinstance(key, tuple)]
    if any(len(key) > 2 for key in keys):
        raise NotANetwork("More than two dimensions: publish the margins, or one table for each pair.")
    relations = []
    for total in keys:
        for axis, label in enumerate(total):
            if label == TOTAL:
                parts = tuple(k for k in keys if k != total and _same_but(k, total, axis) and k[axis] != TOTAL)
                relations.append(Relation(total, parts))
    return [relation for relation in relations if relation.parts]


def _same_but(one: tuple[Key, ...], two: tuple[Key, ...], axis: int) -> bool:
    return all(a == b for position, (a, b) in enumerate(zip(one, two, strict=True)) if position != axis)


def _with_rests(cells: dict[Key, int], relations: Sequence[Relation]) -> list[Relation]:
    """The relations made whole: each total equals its parts once its rest is one of them."""
    whole = []
    for relation in relations:
        rest = cells[relation.total] - sum(cells[part] for part in relation.parts)
        if rest < 0:
            raise ValueError(f"The parts of {relation.total} exceed it by {-rest}.")
        key = Rest((relation.total, relation.parts))
        if rest:
            cells[key] = rest
        whole.append(Relation(relation.total, (*relation.parts, key)) if rest else relation)
    return whole


class _Work:
    """One run: hides, looks at what can still be worked out, hides more."""

    def __init__(
        self,
        table: Mapping[Key, int],
        cells: Mapping[Key, int],
        relations: Sequence[Relation],
        threshold: int,
        known: frozenset[Key],
    ) -> None:
        self.table, self.cells, self.relations, self.threshold, self.known = table, cells, relations, threshold, known
        self.network = Network(relations)
        self.beside: dict[Key, set[Key]] = {key: set() for key in cells}
        for relation in relations:
            members = (relation.total, *relation.parts)
            for one, two in product(members, members):
                self.beside[one].add(two)

    def run(self, hidden: Iterable[Key]) -> Protected:
        primary = {key for key in self.table if self._is_small(key) and key not in self.known}
        unseen = primary | (set(hidden) & self.table.keys()) | {key for key in self.cells if isinstance(key, Rest)}
        checked: set[Key] = set()
        while waiting := sorted((key for key in unseen - checked if self._must_hold(key)), key=repr):
            cell = waiting[0]
            if self._is_safe(cell, unseen):
                checked.add(cell)  # hiding more can only widen what a reader may suppose
            else:
                unseen.add(self._next_to_hide(cell, unseen))
        suppressed = frozenset(unseen & self.table.keys())
        published = {key: None if key in suppressed else value for key, value in self.table.items()}
        return Protected(published, frozenset(primary), suppressed - primary)

    def _is_small(self, key: Key) -> bool:
        return 0 < self.cells[key] < self.threshold

    def _must_hold(self, key: Key) -> bool:
        """Every hidden cell must stay uncertain; a rest only when it is small itself."""
        return not isinstance(key, Rest) or self._is_small(key)

    def _is_safe(self, cell: Key, unseen: set[Key]) -> bool:
        values = {key: self.cells[key] for key in unseen}
        # A hidden cell is known not to be 0, since 0 is published; a rest may be anything.
        lowest = {key: 0 if isinstance(key, Rest) else min(1, value) for key, value in values.items()}
        return sum(self.network.slack(cell, values, lowest, self.threshold)) >= self.threshold

    def _next_to_hide(self, cell: Key, unseen: set[Key]) -> Key:
        """The smallest cell that is big enough to cover the threshold, first among those that share a total."""
        free = [key for key, value in self.cells.items() if value and key not in unseen and key not in self.known]
        if not free:
            raise CannotProtect(f"{cell} can be worked out from what is already public.")
        open_ends = {key for key in unseen if key != cell and len(self.beside[key] & unseen) < 3}
        return min(free, key=lambda key: self._cost(key, cell, open_ends))

    def _cost(self, key: Key, cell: Key, open_ends: set[Key]) -> tuple[bool, bool, bool, int, str]:
        value = self.cells[key]
        closes = any(key in self.beside[other] for other in open_ends)
        return key not in self.beside[cell], not closes, value < self.threshold, value, repr(key)
