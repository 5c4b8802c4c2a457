"""The best allocation is the one found by trying them all: every count, every tie, every stay."""

from __future__ import annotations

from math import inf
from time import monotonic

import pytest

from benchmarks.shelter_nights import tiny
from pacte.street.shelter.enums.allocation import Policy
from pacte.street.shelter.rules.allocation.compatibility import folded
from pacte.street.shelter.rules.allocation.folded import Folded
from pacte.street.shelter.rules.allocation.general import Solver
from pacte.street.shelter.rules.allocation.levels import Judge
from pacte.street.shelter.rules.allocation.optimal import _in_order, solve
from pacte.street.shelter.rules.allocation.problem import Allocation, Night
from pacte.street.shelter.rules.allocation.rough import Rough
from pacte.street.shelter.rules.allocation.search import Way, explored, sketched
from tests.street.shelter.allocation import plainly
from tests.street.shelter.allocation.making_nights import mingled

NIGHTS = 2400
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_the_allocation_is_the_best_of_all(share: int) -> None:
    for seed in range(share, NIGHTS, SHARES):
        assert_best(seed)


def assert_best(seed: int) -> None:
    night = tiny(seed)
    allocation = solve(night)
    stays, levels = plainly.best(night)
    found = plainly.as_placed(allocation)
    assert {key: sorted(placed) for key, placed in found.items()} == {
        key: sorted(placed) for key, placed in stays.items()
    }, seed
    assert [abs(one.value) for one in allocation.reached] == [abs(level) for level in levels], seed
    assert plainly.proven(allocation), seed


def test_nights_hold_every_feature_often_enough() -> None:
    nights = [tiny(seed) for seed in range(NIGHTS)]
    drawn = [(night, solve(night)) for night in nights[:600]]
    assert sum(bool(night.apart) for night in nights) > 400
    assert sum(bool(night.quota) for night in nights) > 400
    assert sum(any(len(stays) > 1 for stays in one.stays.values()) for _, one in drawn) > 20
    assert sum(bool(one.modes) for _, one in drawn) > 150
    assert sum(len(one.served()) for _, one in drawn) > 800


@pytest.mark.parametrize("share", range(2))
def test_the_program_alone_and_the_rough_way_agree_with_the_best(share: int) -> None:
    """The program is exact without the assignment's help; the rough way never beats it, and its bound never fails."""
    for seed in range(share, 300, 2):
        night = tiny(seed)
        exact, bound = explored(numbers(night), Solver(Judge.of(numbers(night)), until=inf), inf)
        assert bound == exact.value, seed
        rough, bounds = roughly(night)
        assert exact.value <= rough.value, seed
        for own, best, least in zip(rough.value, exact.value, bounds, strict=True):
            assert least <= best, seed
            if own != best:
                break


@pytest.mark.parametrize("seed", range(6))
def test_the_rough_way_breaks_no_rule_and_is_within_its_bounds_on_larger_nights(seed: int) -> None:
    rough, bounds = roughly(mingled(seed, requests=60 + 30 * seed))
    assert all(own >= bound for own, bound in zip(rough.value, bounds, strict=True))


def numbers(night: Night) -> Folded:
    return _in_order(folded(night))[0]


def roughly(night: Night) -> tuple[Way, list[int]]:
    """A night as if it were too large to be solved exactly, and the bounds of each level."""
    judge = Judge.of(numbers(night))
    solver = Rough(judge)
    rough, least = sketched(judge.night, solver.relaxed, solver, monotonic() + 2)
    assert least <= rough.value
    assert not plainly.offence(night, plainly.as_placed(Allocation(Policy.OPTIMAL, judge.stays(rough.chosen))))
    return rough, solver.bounds(judge.night.eligible, rough.value, least)
