"""What a request scores under a grid, line by line. Every total is the sum of the lines that are shown.

A grid is public data (CCH, art. L441-2-8; D. 2019-1378 of 17/12/2019): nothing is learned, nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

Adding = Literal["best", "sum"]
Standing = Literal["proven", "to_justify", "not_best", "lowered"]
LOWERED = "refused-offer"
"""The code of the line by which a refused fitting offer lowers a score."""


@dataclass(frozen=True)
class GridCriterion:
    """One criterion: its points, and how one knows that it holds.

    Without a `measure` somebody states it; with one, it holds for values from `low` (included) to `high` (excluded).
    `evidence`: kinds of papers, one of which is enough; none when nothing has to be shown. `is_protected`: its
    words say something of health or danger.
    """

    code: str
    points: int
    label: str = ""
    measure: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    evidence: frozenset[str] = frozenset()
    is_protected: bool = False


@dataclass(frozen=True)
class GridRubric:
    """Criteria that go together, and how they add up."""

    code: str
    label: str
    adds: Adding
    criteria: tuple[GridCriterion, ...]


@dataclass(frozen=True)
class Grid:
    """The rules of one version. `refusal_points` are taken off for each refusal of a fitting offer (0: never)."""

    rubrics: tuple[GridRubric, ...]
    refusal_points: int = 0

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(each.code for rubric in self.rubrics for each in rubric.criteria)


@dataclass(frozen=True)
class Said:
    """What a request says: criteria stated, values measured, kinds of evidence seen, fitting offers refused."""

    stated: frozenset[str] = frozenset()
    measures: Mapping[str, Decimal] = field(default_factory=dict)
    evidence: frozenset[str] = frozenset()
    refusals: int = 0


@dataclass(frozen=True)
class ScoreLine:
    """A line of a score: `points` is what it adds to the total, `worth` what the criterion gives when it counts."""

    rubric: str
    code: str
    label: str
    points: int
    worth: int
    standing: Standing
    is_protected: bool = False

    @property
    def is_counted(self) -> bool:
        return self.standing != "not_best"


@dataclass(frozen=True)
class Score:
    """The lines of a score. It has no number of its own: the total is their sum.

    >>> Score((ScoreLine("r", "a", "A", 17, 17, "proven"), ScoreLine("r", "b", "B", 0, 2, "not_best"))).total
    17
    """

    lines: tuple[ScoreLine, ...]

    @property
    def total(self) -> int:
        return sum(line.points for line in self.lines)

    @property
    def to_justify(self) -> int:
        """Points that count and that no paper shows yet."""
        return sum(line.points for line in self.lines if line.standing == "to_justify")


def holds(criterion: GridCriterion, said: Said) -> bool:
    """Does the request meet the criterion?

    >>> over = GridCriterion("over", 3, measure="effort_rate", low=Decimal(33), high=Decimal(50))
    >>> [holds(over, Said(measures={"effort_rate": Decimal(rate)})) for rate in (32, 33, 50)]
    [False, True, False]
    >>> holds(over, Said())
    False
    """
    if not criterion.measure:
        return criterion.code in said.stated
    value = said.measures.get(criterion.measure)
    if value is None:
        return False
    return (criterion.low is None or value >= criterion.low) and (criterion.high is None or value < criterion.high)


def score(grid: Grid, said: Said) -> Score:
    """The score and its lines. What is stated without evidence counts, and is said "to justify"; nothing is silent.

    Of a "best" rubric one line counts, the one that gives most (a proven one before another of the same points);
    the others are shown, worth what they are worth, and add nothing.

    >>> home = GridRubric("home", "Logement", "best", (GridCriterion("leaves-shared-home", 2),
    ...     GridCriterion("with-parents", 1)))
    >>> found = score(Grid((home,)), Said(frozenset({"leaves-shared-home", "with-parents"})))
    >>> found.total, [(line.code, line.points, line.standing) for line in found.lines]
    (2, [('leaves-shared-home', 2, 'proven'), ('with-parents', 0, 'not_best')])
    """
    lines: list[ScoreLine] = []
    for rubric in grid.rubrics:
        lines += _of_rubric(rubric, said)
    subtotal = sum(line.points for line in lines)
    lowered = min(grid.refusal_points * said.refusals, max(subtotal, 0))
    if lowered:
        lines.append(ScoreLine("", LOWERED, "", -lowered, -lowered, "lowered"))
    return Score(tuple(lines))


def _of_rubric(rubric: GridRubric, said: Said) -> list[ScoreLine]:
    met = [each for each in rubric.criteria if holds(each, said)]
    if rubric.adds == "sum":
        return [_line(rubric, each, said) for each in met]
    best = max(met, key=lambda each: (each.points, _is_proven(each, said)), default=None)
    return [_line(rubric, each, said, is_best=each is best) for each in met]


def _line(rubric: GridRubric, criterion: GridCriterion, said: Said, *, is_best: bool = True) -> ScoreLine:
    standing: Standing = "proven" if _is_proven(criterion, said) else "to_justify"
    return ScoreLine(
        rubric.code, criterion.code, criterion.label, criterion.points if is_best else 0, criterion.points,
        standing if is_best else "not_best", criterion.is_protected,
    )  # fmt: skip


def _is_proven(criterion: GridCriterion, said: Said) -> bool:
    return not criterion.evidence or bool(criterion.evidence & said.evidence)


def faults(grid: Grid) -> list[str]:
    """What is wrong with a grid, as "code:where": a code used twice, an empty rubric, ranges that overlap.

    >>> twice = GridRubric("r", "R", "sum", (GridCriterion("a", 1), GridCriterion("a", 2)))
    >>> faults(Grid((twice, GridRubric("s", "S", "best", ()))))
    ['twice:a', 'empty:s']
    """
    seen: set[str] = set()
    found: list[str] = [] if grid.rubrics else ["empty:"]
    for rubric in grid.rubrics:
        if not rubric.criteria:
            found.append(f"empty:{rubric.code}")
        for criterion in rubric.criteria:
            if criterion.code in seen:
                found.append(f"twice:{criterion.code}")
            seen.add(criterion.code)
            if criterion.low is not None and criterion.high is not None and criterion.low >= criterion.high:
                found.append(f"range:{criterion.code}")
        found += [f"overlap:{code}" for code in _overlaps(rubric.criteria)]
    return found


def _overlaps(criteria: Sequence[GridCriterion]) -> list[str]:
    """Criteria of one measure whose ranges meet: one value would give two lines."""
    found = []
    for measure in sorted({each.measure for each in criteria if each.measure}):
        ranged = sorted(
            (each for each in criteria if each.measure == measure),
            key=lambda each: Decimal("-Infinity") if each.low is None else each.low,
        )
        for before, after in pairwise(ranged):
            if before.high is None or after.low is None or after.low < before.high:
                found.append(after.code)
    return found
