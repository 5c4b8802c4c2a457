"""Which cells of one release are withheld so that no small count of people can be read or worked out.

Primary: a count above zero and under the threshold. Complementary: when a published total and its other
parts would give a lone withheld part away, or when the withheld parts add up to less than the threshold,
the next smallest part is withheld too; when no part is left, the total is.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def withheld(values: Mapping[str, Decimal], parents: Mapping[str, str], threshold: int) -> frozenset[str]:
    """The keys to withhold among `values`; `parents` names, for a part, the total that contains it.

    >>> cells = {"city": Decimal(60), "a": Decimal(5), "b": Decimal(25), "c": Decimal(30)}
    >>> sorted(withheld(cells, {"a": "city", "b": "city", "c": "city"}, 11))
    ['a', 'b']
    >>> sorted(withheld({"a": Decimal(5), "b": Decimal(0)}, {}, 11))
    ['a']
    """
    hidden = {key for key, value in values.items() if 0 < value < threshold}
    groups: dict[str, list[str]] = {}
    for key in sorted(values):
        if parents.get(key) in values:
            groups.setdefault(parents[key], []).append(key)
    while True:
        more = {_complement(total, parts, values, hidden, threshold) for total, parts in groups.items()} - {""}
        if not more:
            return frozenset(hidden)
        hidden |= more


def _complement(total: str, parts: list[str], values: Mapping[str, Decimal], hidden: set[str], threshold: int) -> str:
    """One more cell of this group to withhold, or nothing when the group is safe."""
    inside = [part for part in parts if part in hidden]
    if total in hidden or not inside:
        return ""
    if len(inside) > 1 and sum(values[part] for part in inside) >= threshold:
        return ""
    left = sorted((values[part], part) for part in parts if part not in hidden and values[part] > 0)
    return left[0][1] if left else total
