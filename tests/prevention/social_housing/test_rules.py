"""Scores, filters, rankings and comparisons: every score shown is the sum of its shown lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacte.prevention.social_housing.rules.comparing import differences, moves
from pacte.prevention.social_housing.rules.fitting import Home, Household, Limits, counted_resources, misfits
from pacte.prevention.social_housing.rules.ranking import Entrant, rank
from pacte.prevention.social_housing.rules.scoring import (
    Grid,
    GridCriterion,
    GridRubric,
    Said,
    Score,
    ScoreLine,
    faults,
    score,
)

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A loaded machine fails no property."""
CODES = [f"c{n}" for n in range(9)]
PAPERS = ["lease", "complaint", "judgment"]
LIMITS = Limits({1: (1, 1), 2: (1, 3), 3: (2, 4)}, {1: 2_400_000, 2: 3_600_000}, 500_000, 35)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    codes = iter(CODES)
    rubrics = []
    for place in range(draw(st.integers(1, 3))):
        criteria = tuple(
            GridCriterion(
                next(codes), draw(st.integers(0, 20)), evidence=frozenset(draw(st.sets(st.sampled_from(PAPERS))))
            )
            for _each in range(draw(st.integers(1, 3)))
        )
        rubrics.append(GridRubric(f"r{place}", "", draw(st.sampled_from(["best", "sum"])), criteria))
    return Grid(tuple(rubrics), draw(st.integers(0, 5)))


SAID = st.builds(
    Said, stated=st.frozensets(st.sampled_from(CODES)), measures=st.just({}),
    evidence=st.frozensets(st.sampled_from(PAPERS)), refusals=st.integers(0, 4),
)  # fmt: skip


@calm
@given(grids(), SAID)
def test_every_score_is_the_sum_of_its_lines_and_of_nothing_else(grid: Grid, said: Said) -> None:
    found = score(grid, said)
    assert found.total == sum(line.points for line in found.lines) >= 0
    assert all(line.points == 0 for line in found.lines if not line.is_counted)


@calm
@given(grids(), SAID)
def test_one_line_of_a_best_of_rubric_counts_and_all_that_hold_are_shown(grid: Grid, said: Said) -> None:
    lines = score(grid, said).lines
    for rubric in grid.rubrics:
        held = [each for each in rubric.criteria if each.code in said.stated]
        mine = [line for line in lines if line.rubric == rubric.code]
        assert [line.code for line in mine] == [each.code for each in held]
        counted = [line for line in mine if line.is_counted]
        if rubric.adds == "best" and held:
            assert len(counted) == 1
            assert counted[0].points == max(each.points for each in held)


@calm
@given(grids(), SAID)
def test_a_criterion_without_evidence_counts_and_is_said_to_be_justified(grid: Grid, said: Said) -> None:
    asked = {each.code: each.evidence for rubric in grid.rubrics for each in rubric.criteria}
    for line in score(grid, said).lines:
        if line.standing in {"proven", "to_justify"}:
            shown = not asked[line.code] or bool(asked[line.code] & said.evidence)
            assert (line.standing == "proven") == shown


@calm
@given(grids(), grids(), SAID)
def test_what_made_the_difference_sums_to_the_difference(before: Grid, after: Grid, said: Said) -> None:
    was, now = score(before, said), score(after, said)
    assert sum(each.change for each in differences(was, now)) == now.total - was.total


def test_a_refusal_lowers_a_score_only_when_the_grid_says_so_and_never_under_zero() -> None:
    rubric = GridRubric("r", "", "sum", (GridCriterion("a", 3),))
    said = Said(frozenset({"a"}), refusals=2)
    assert score(Grid((rubric,)), said).total == 3
    lowered = score(Grid((rubric,), refusal_points=2), said)
    assert lowered.total == 0
    assert [line.points for line in lowered.lines] == [3, -3]


def test_the_paris_extract_gives_two_points_to_who_leaves_a_shared_home_for_their_parents() -> None:
    home = GridRubric("h", "", "best", (GridCriterion("leaves-shared-home", 2), GridCriterion("with-parents", 1)))
    assert score(Grid((home,)), Said(frozenset({"leaves-shared-home", "with-parents"}))).total == 2


def test_a_grid_that_would_count_one_value_twice_is_told() -> None:
    low = GridCriterion("low", 1, measure="effort_rate", high=Decimal(40))
    high = GridCriterion("high", 2, measure="effort_rate", low=Decimal(33))
    assert faults(Grid((GridRubric("e", "", "sum", (low, high)),))) == ["overlap:high"]


def test_a_home_is_compared_with_size_resources_rent_and_access() -> None:
    assert misfits(Home(2, 50_000), Household(3, 200_000), LIMITS) == []
    assert misfits(Home(1, 50_000), Household(2, 100_000, True), LIMITS) == [
        "too_small", "rent_too_high", "not_accessible",
    ]  # fmt: skip


def test_only_her_own_resources_count_for_a_married_victim() -> None:
    both, hers = (counted_resources(120_000, 400_000, own_alone=alone) for alone in (False, True))
    assert "over_ceiling" in misfits(Home(2, 30_000), Household(2, both), LIMITS)
    assert misfits(Home(2, 40_000), Household(2, hers), LIMITS) == []


def test_equal_points_are_told_apart_by_date_then_by_a_lot_that_is_drawn_again() -> None:
    day = date(2019, 1, 1)
    rows = [Entrant(number, day, Score(())) for number in range(20)] + [Entrant(99, date(2018, 1, 1), Score(()))]
    found = rank(rows, "graine")
    assert found[0].entrant.number == 99
    assert {each.by for each in found[2:]} == {"lot"}
    assert [each.entrant.number for each in rank(reversed(rows), "graine")] == [e.entrant.number for e in found]
    assert [each.entrant.number for each in rank(rows, "autre")] != [e.entrant.number for e in found]


def test_another_grid_says_who_moves_from_which_rank_to_which_and_why() -> None:
    def scored(points: int) -> Score:
        return Score((ScoreLine("r", "violence", "", points, points, "proven"),))

    day, other = date(2019, 1, 1), Score((ScoreLine("r", "homeless", "", 10, 10, "proven"),))
    before = rank([Entrant(1, day, scored(5)), Entrant(2, day, other)], "x")
    after = rank([Entrant(1, day, scored(15)), Entrant(2, day, other)], "x")
    climbing, falling = moves(before, after)
    assert (climbing.number, climbing.before, climbing.after) == (1, 2, 1)
    assert [(each.code, each.change) for each in climbing.differences] == [("violence", 10)]
    assert (falling.number, falling.differences) == (2, ())
