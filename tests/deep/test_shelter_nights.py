"""A hundred thousand nights without one hard rule broken, and many more nights of which every allocation is tried."""

from __future__ import annotations

import os

import pytest

from benchmarks.shelter_nights import city, tiny
from pacte.street.shelter.rules.allocation.optimal import solve
from tests.street.shelter.allocation import plainly
from tests.street.shelter.allocation.making_nights import mingled
from tests.street.shelter.allocation.test_independent_exhaustive import assert_best, roughly

pytestmark = pytest.mark.deep

IS_DEEP = bool(os.environ.get("PACTE_DEEP"))
SHARES = 20
NIGHTS = 100_000 if IS_DEEP else 400
TRIED = 40_000 if IS_DEEP else 200
LARGER = 200 if IS_DEEP else 4
START = 1_000_000
"""Seeds of these nights are not those of the tests that run on every change."""


@pytest.mark.parametrize("share", range(SHARES))
def test_no_hard_rule_is_broken(share: int) -> None:
    for seed in range(START + share, START + NIGHTS, SHARES):
        night = tiny(seed, parties=6, lots=5)
        assert not plainly.offence(night, plainly.as_placed(solve(night))), seed


@pytest.mark.parametrize("share", range(SHARES))
def test_the_allocation_is_the_best_of_all(share: int) -> None:
    for seed in range(2 * START + share, 2 * START + TRIED, SHARES):
        assert_best(seed)


@pytest.mark.parametrize("share", range(4))
def test_no_hard_rule_is_broken_on_larger_nights_even_when_time_runs_out(share: int) -> None:
    for seed in range(share, LARGER, 4):
        nights = [mingled(seed, requests=40 + seed % 60), city(seed, requests=150, places=140, flexible_sites=6)]
        for night in nights:
            allocation = solve(night, seconds=1.0)
            assert not plainly.offence(night, plainly.as_placed(allocation)), seed
            roughly(night)
