"""Who comes before whom for a home: points, then the date of the request, then lots that anybody draws again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from .scoring import Score


@dataclass(frozen=True)
class Entrant:
    """A request in a ranking: its number, its day, its score."""

    number: int
    requested_on: date
    score: Score


@dataclass(frozen=True)
class Placed:
    """An entrant with its rank from 1, and what decided between it and the one before: "points", "date" or "lot"."""

    rank: int
    entrant: Entrant
    by: str


def lot(seed: str, number: int) -> str:
    """The lot drawn for a number: the same for the same seed, so that anybody draws it again.

    >>> lot("2019-03", 12) == lot("2019-03", 12) != lot("2019-04", 12)
    True
    """
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def rank(entrants: Iterable[Entrant], seed: str) -> list[Placed]:
    """Most points first; then the oldest request; then the lot.

    >>> none = Score(())
    >>> rows = [Entrant(2, date(2019, 1, 1), none), Entrant(1, date(2018, 1, 1), none)]
    >>> [(each.rank, each.entrant.number, each.by) for each in rank(rows, "x")]
    [(1, 1, 'points'), (2, 2, 'date')]
    """
    ordered = sorted(entrants, key=lambda each: (-each.score.total, each.requested_on, lot(seed, each.number)))
    placed = []
    for place, each in enumerate(ordered, 1):
        before = ordered[place - 2] if place > 1 else None
        placed.append(Placed(place, each, _decided(before, each)))
    return placed


def _decided(before: Entrant | None, entrant: Entrant) -> str:
    if before is None or before.score.total != entrant.score.total:
        return "points"
    return "date" if before.requested_on != entrant.requested_on else "lot"
