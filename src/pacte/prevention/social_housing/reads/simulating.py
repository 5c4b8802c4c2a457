"""Another grid on the same requests: who moves, by number.

Persons kept out of sight are left out: they are counted in nothing that is shown to those who do not follow them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import ScoringGrid
from ..rules.comparing import Move, moves
from ..rules.ranking import rank
from .dwellings import entrants, in_competition
from .grids import rules_of, words_of

SEED = "simulation"
MOST = 200


@dataclass(frozen=True)
class Why:
    """One criterion that made the difference."""

    words: str
    before: int
    after: int
    change: int


@dataclass(frozen=True)
class MoveShown:
    number: str
    move: Move
    whys: list[Why]


@dataclass(frozen=True)
class Simulation:
    """What a grid would change: how many requests, how many move, and each of them with its reasons."""

    requests: int
    moves: list[MoveShown]
    moved: int


def simulated(before: ScoringGrid, after: ScoringGrid) -> Simulation:
    """Rank the requests that wait under both grids, and say who moves and why."""
    rows = list(in_competition().in_the_open())
    was = rank(entrants(rows, rules_of(before)), SEED)
    now = rank(entrants(rows, rules_of(after)), SEED)
    protected = {
        row.code for grid in (before, after) for rubric in grid.rubrics.all() for row in rubric.criteria.all()
        if row.is_protected
    }  # fmt: skip
    words = words_of(before) | words_of(after)
    found = moves(was, now)
    shown = [MoveShown(f"P-{each.number:06}", each, _whys(each, words, protected)) for each in found[:MOST]]
    return Simulation(len(rows), shown, len(found))


def _whys(move: Move, words: dict[str, str], protected: set[str]) -> list[Why]:
    """Criterion by criterion; those of health and danger together, so that a number says nothing of either."""
    kept = [each for each in move.differences if each.code in protected]
    whys = [
        Why(words.get(each.code, each.code), each.before, each.after, each.change)
        for each in move.differences if each.code not in protected
    ]  # fmt: skip
    if kept:
        before, after = sum(each.before for each in kept), sum(each.after for each in kept)
        whys.append(Why(_("Situation protégée : santé ou danger"), before, after, after - before))
    return whys
