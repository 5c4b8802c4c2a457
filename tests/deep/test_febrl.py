"""The whole of FEBRL 4, both ways of matching: the batch's promise, and the figures of our own rules beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from pacte.ground.people.rules import names
from pacte.ground.people.rules.matching import Side, compare, weights
from pacte.ground.people.services.batch_matching import PROBABILITY, estimated
from tests.ground.people import febrl

pytestmark = pytest.mark.deep


def test_splink_on_the_whole_of_febrl_4() -> None:
    sides, truth = febrl.load()
    found = (frozenset((each.one, each.other)) for each in estimated(sides, PROBABILITY))
    precision, recall = febrl.judged(found, truth)
    print(f"splink: precision {precision:.4f}, recall {recall:.4f}")
    assert precision >= 0.995 and recall >= 0.97


def test_our_rules_on_the_whole_of_febrl_4() -> None:
    sides, truth = febrl.load()
    scored = {pair: compare(*(sides[key] for key in pair), by=weights()).score for pair in _near(sides)}
    precision, recall = febrl.judged((pair for pair, score in scored.items() if score >= weights().propose_from), truth)
    print(f"rules: precision {precision:.4f}, recall {recall:.4f}")
    assert precision >= 0.95 and recall >= 0.9


def _near(sides: dict[int, Side]) -> Iterator[frozenset[int]]:
    """Pairs with a birth day, a telephone or two sounds in common, as the index brings them together."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for key, one in sides.items():
        sounds = sorted(names.sound(word) for word in {*one.given, *one.family})
        for block in (one.day, one.phone, *combinations(sounds, 2)):
            if block:
                blocks[block].append(key)
    seen = {frozenset(pair) for keys in blocks.values() for pair in combinations(keys, 2)}
    yield from seen
