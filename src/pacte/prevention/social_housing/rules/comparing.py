"""The same requests under two grids: who moves, from which rank to which, and which criteria made the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .ranking import Placed
from .scoring import Score


@dataclass(frozen=True)
class Difference:
    """What one criterion gave before and gives after."""

    code: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Move:
    """A request that moves. Without differences, its own points are the same and others passed it or fell behind."""

    number: int
    before: int
    after: int
    points_before: int
    points_after: int
    differences: tuple[Difference, ...]

    @property
    def climbs(self) -> int:
        """Ranks gained; negative: lost."""
        return self.before - self.after


def differences(before: Score, after: Score) -> tuple[Difference, ...]:
    """Criterion by criterion, the largest change first; their changes sum to that of the total."""
    was, now = _by_code(before), _by_code(after)
    found = [Difference(code, was.get(code, 0), now.get(code, 0)) for code in was.keys() | now.keys()]
    return tuple(sorted((each for each in found if each.change), key=lambda each: (-abs(each.change), each.code)))


def _by_code(score: Score) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for line in score.lines:
        found[line.code] = found.get(line.code, 0) + line.points
    return found


def moves(before: Iterable[Placed], after: Iterable[Placed]) -> list[Move]:
    """Whoever changes rank between two rankings of the same requests, in the order of the new one."""
    was = {each.entrant.number: each for each in before}
    found = []
    for now in after:
        then = was.get(now.entrant.number)
        if then is not None and then.rank != now.rank:
            found.append(
                Move(
                    now.entrant.number, then.rank, now.rank, then.entrant.score.total, now.entrant.score.total,
                    differences(then.entrant.score, now.entrant.score),
                )
            )  # fmt: skip
    return found
