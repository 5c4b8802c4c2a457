"""The best allocation is the one found by trying them all: every count, every tie, every stay."""

from __future__ import annotations

import pytest

from benchmarks.shelter_nights import tiny
from pacte.street.shelter.rules.allocation.compatibility import folded
from pacte.street.shelter.rules.allocation.general import Solver
from pacte.street.shelter.rules.allocation.levels import Judge
from pacte.street.shelter.rules.allocation.optimal import _in_order, solve
from pacte.street.shelter.rules.allocation.rough import Rough
from pacte.street.shelter.rules.allocation.search import explored, sketched
from tests.street.shelter.allocation import plainly

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
        night = _in_order(folded(tiny(seed)))[0]
        judge = Judge.of(night)
        until = float("inf")
        exact, bound = explored(night, Solver(judge, until=1e12), until)
        assert bound == exact.value, seed
        solver = Rough(judge)
        rough, least = sketched(night, solver.relaxed, solver, until)
        assert least <= exact.value <= rough.value, seed
        placed = {
            key: tuple((one.lot, one.members) for one in stays) for key, stays in judge.stays(rough.chosen).items()
        }
        assert not plainly.offence(tiny(seed), placed), seed
        bounds = solver.bounds(night.eligible, rough.value, least)
        for own, best, bound in zip(rough.value, exact.value, bounds, strict=True):
            assert bound <= best, seed
            if own != best:
                break
