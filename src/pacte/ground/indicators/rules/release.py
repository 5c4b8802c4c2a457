"""Which figures of one release must be hidden: counts of people, across territories and parts, together.

The one place where figures meet small-count protection: pages, programs and open data all ask it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .flows import Key, NotANetwork, Relation
from .protection import CannotProtect, protect
from .rates import Share

Period = tuple[str, str]


@dataclass(frozen=True)
class Fact:
    """One figure about people: a count, or a percentage with its two numbers.

    `key` is whatever the caller knows it by; `part_of` is the code of the indicator it is a part of, or "".
    `threshold` 0 means that the indicator counts nobody.
    """

    key: Key
    indicator: str
    part_of: str
    territory: str
    period: Period
    value: Decimal
    threshold: int = 11
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def withheld(facts: Iterable[Fact], parents: Mapping[str, str], hidden: Iterable[Key] = ()) -> frozenset[Key]:
    """The keys of the figures to hide; `parents` gives each territory's code its containing one.

    `hidden` are keys that an earlier release hid: they stay hidden, and what would give them away with them.

    >>> facts = [Fact(t, "people", "", t, ("", "2019"), Decimal(v)) for t, v in (("a", 4), ("b", 30), ("city", 34))]
    >>> sorted(withheld(facts, {"a": "city", "b": "city"}))
    ['a', 'b']
    """
    tables: dict[tuple[str, Period], list[Fact]] = defaultdict(list)
    before = frozenset(hidden)
    found: set[Key] = set(before)
    for fact in facts:
        if fact.threshold == 0:
            continue
        if fact.denominator is not None:
            found |= {fact.key} if _is_revealing(fact) else set()
        elif fact.value == fact.value.to_integral_value() and fact.value >= 0:
            tables[fact.part_of or fact.indicator, fact.period].append(fact)
    for table in tables.values():
        found |= _hide(table, parents, before)
    return frozenset(found)


def _is_revealing(fact: Fact) -> bool:
    """A share of a small base, of nobody, of everybody, or of all but a few."""
    assert fact.denominator is not None
    top = fact.numerator if fact.numerator is not None else fact.denominator * fact.value / 100
    small = [0 < count < fact.threshold for count in (top, fact.denominator - top)]
    return any(small) or not Share(top, fact.denominator).is_publishable(fact.threshold)


def _hide(table: Sequence[Fact], parents: Mapping[str, str], before: frozenset[Key]) -> set[Key]:
    """One family of indicators over one period, all its territories."""
    threshold = max(fact.threshold for fact in table)
    cells = {(fact.indicator, fact.territory): int(fact.value) for fact in table}
    keys: dict[Key, list[Key]] = defaultdict(list)
    for fact in table:
        keys[fact.indicator, fact.territory].append(fact.key)
    relations = [*_by_territory(cells, parents), *_by_part(table)]
    counts: Mapping[Any, int] = cells
    sound = [r for r in relations if counts[r.total] >= sum(counts[part] for part in r.parts)]
    try:
        earlier = [(fact.indicator, fact.territory) for fact in table if fact.key in before]
        suppressed = protect(counts, threshold, relations=sound, hidden=earlier).suppressed
    except (NotANetwork, CannotProtect):  # too entangled to judge: only what contains everything else stays
        suppressed = frozenset(cell for cell in cells if parents.get(cell[1]) or cells[cell] < threshold)
    return {key for cell in suppressed for key in keys[cell]}


def _by_territory(cells: Mapping[tuple[str, str], int], parents: Mapping[str, str]) -> list[Relation]:
    inside: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for indicator, territory in cells:
        total = (indicator, parents.get(territory, ""))
        if total in cells:
            inside[total].append((indicator, territory))
    return [relation for total, parts in inside.items() for relation in _partition(total, parts, cells)]


def _partition(total: Key, parts: list[Key], cells: Mapping[Any, int]) -> list[Relation]:
    """The total with the parts that can be its own; those that overlap them (a set of areas) each against it alone."""
    kept, apart = sorted(parts, key=lambda part: (cells[part], repr(part))), []
    while sum(cells[part] for part in kept) > cells[total]:
        apart.append(kept.pop())
    return [Relation(total, tuple(group)) for group in (kept, *([part] for part in apart)) if group]


def _by_part(table: Sequence[Fact]) -> list[Relation]:
    """A whole and each of its parts. Parts may overlap, so each is set against the whole on its own."""
    found = {(fact.indicator, fact.territory) for fact in table}
    return [
        Relation((fact.part_of, fact.territory), ((fact.indicator, fact.territory),))
        for fact in table
        if fact.part_of and (fact.part_of, fact.territory) in found
    ]
