"""The best allocation: what it holds whatever the night, and however it is given."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.shelter_nights import city, tiny
from pacte.street.shelter.enums.allocation import AllocationLevel, TonightMode
from pacte.street.shelter.enums.stock import LotAudience, LotKind
from pacte.street.shelter.rules.allocation.assignment import Face, _settled, best
from pacte.street.shelter.rules.allocation.compatibility import folded
from pacte.street.shelter.rules.allocation.optimal import (
    solve,
    solve_folded,
    solve_folded_with_eligibility,
    solve_with_eligibility,
)
from pacte.street.shelter.rules.allocation.problem import Lot, Member, Night, Party, Stay
from tests.street.shelter.allocation import plainly

MAN, WOMAN = Member(40, "man"), Member(40, "woman")


def asks(key: str, *members: Member, tier: int = 4, **details: object) -> Party:
    return replace(Party(key, members, tier), **details)  # type: ignore[arg-type]


def night_of(parties: list[Party], lots: list[Lot], **details: object) -> Night:
    return replace(Night("2031-02-07", tuple(parties), tuple(lots)), **details)  # type: ignore[arg-type]


def test_no_hard_rule_is_broken_on_five_hundred_nights() -> None:
    for seed in range(500):
        night = tiny(seed, parties=7, lots=5)
        assert not plainly.offence(night, plainly.as_placed(solve(night))), seed


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_in_which_a_night_is_given_changes_nothing(seed: int, shuffled: random.Random) -> None:
    night = tiny(seed, parties=6, lots=5)
    parties, lots = list(night.parties), list(night.lots)
    shuffled.shuffle(parties)
    shuffled.shuffle(lots)
    assert repr(solve(replace(night, parties=tuple(parties), lots=tuple(lots)))) == repr(solve(night))


def test_the_same_seed_gives_the_same_bytes_on_a_citys_night() -> None:
    night = city(3, requests=300, places=260)
    again = replace(night, parties=night.parties[::-1], lots=night.lots[::-1])
    assert repr(solve(again)) == repr(solve(night))


@pytest.mark.parametrize("seed", range(40))
def test_another_seed_changes_nothing_but_who_wins_between_equals(seed: int) -> None:
    night = tiny(seed, parties=6)
    one, other = solve(night), solve(replace(night, seed=night.seed + 1, quota=None), seconds=30)
    if night.quota is None:
        assert one.reached[:-1] == other.reached[:-1]


def test_who_may_go_where_is_enough_to_find_the_same_again_without_the_pairs_kept_apart() -> None:
    found = 0
    for seed in range(250):
        night = tiny(seed, parties=6)
        allocation, eligible = solve_with_eligibility(night)
        blind = replace(folded(night), eligible=eligible, apart=())
        assert solve_folded(blind).stays == allocation.stays, seed
        found += bool(night.apart)
    assert found > 50


def test_what_is_forbidden_beforehand_is_never_proposed() -> None:
    night = night_of([asks("a", MAN)], [Lot("x", "s"), Lot("y", "t", point=(48.85, 2.35))])
    assert solve(night, eligible=np.array([[False, True]])).stays == {"a": (Stay("y", (0,)),)}
    assert solve(night, eligible=np.array([[False, False]])).stays == {"a": ()}


def test_a_pair_kept_apart_is_never_on_one_site_even_when_one_of_them_stays_without() -> None:
    parties = [asks("a", MAN, tier=1), asks("b", MAN)]
    lots = [Lot("x", "s"), Lot("y", "s")]
    apart = frozenset({frozenset({"a", "b"})})
    assert solve(night_of(parties, lots, apart=apart)).served() == {"a"}
    elsewhere = [Lot("x", "s"), Lot("y", "t")]
    assert solve(night_of(parties, elsewhere, apart=apart)).served() == {"a", "b"}


def test_the_upper_tier_wins_over_any_number_of_the_lower() -> None:
    parties = [asks("family", MAN, MAN, tier=1), asks("a", MAN, waiting=9), asks("b", MAN, waiting=9)]
    allocation = solve(night_of(parties, [Lot("x", "s", LotKind.BEDS, 2)]))
    assert allocation.served() == {"family"}
    assert [(one.tier, one.value, one.bound) for one in allocation.reached[:2]] == [(1, 1, 1), (4, 0, 0)]


def test_a_dormitory_becomes_what_serves_best_and_says_so() -> None:
    parties = [asks("w", WOMAN), asks("m", MAN), asks("n", MAN)]
    lots = [Lot("d", "s", LotKind.BEDS, 3, audience=LotAudience.WOMEN_OR_MEN)]
    allocation = solve(night_of(parties, lots))
    assert allocation.served() == {"m", "n"}
    assert allocation.modes == {"d": TonightMode.MEN}
    settled = solve(night_of(parties, lots, modes={"d": TonightMode.WOMEN}))
    assert settled.served() == {"w"}
    assert settled.modes == {"d": TonightMode.WOMEN}


def test_a_household_is_split_only_when_it_agreed() -> None:
    lots = [Lot("x", "s"), Lot("y", "t")]
    assert not solve(night_of([asks("c", MAN, WOMAN)], lots)).served()
    agreed = solve(night_of([asks("c", MAN, WOMAN, parts=((0,), (1,)))], lots))
    assert sorted(stay.members for stay in agreed.stays["c"]) == [(0,), (1,)]
    assert agreed.reached[0].value == 1


def test_without_time_what_is_proposed_holds_and_the_bounds_are_honest() -> None:
    for seed in range(120):
        night = tiny(seed, parties=6)
        hasty, calm = solve(night, seconds=0.0), solve(night)
        assert not plainly.offence(night, plainly.as_placed(hasty))
        for own, exact in zip(hasty.reached, calm.reached, strict=True):
            least = own.level in {AllocationLevel.WASTED, AllocationLevel.DISTANCE, AllocationLevel.LOTTERY}
            assert own.bound <= exact.value if least else own.bound >= exact.value
            if own.value != exact.value:
                break


def test_a_night_without_anybody_or_without_a_place_is_an_empty_allocation() -> None:
    assert not solve(night_of([], [Lot("x", "s")])).stays
    assert solve(night_of([asks("a", MAN)], [])).stays == {"a": ()}
    assert not solve_folded_with_eligibility(folded(night_of([], [])))[1].size


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_the_certificate_mends_any_solution_into_the_best(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, lots = int(rng.integers(1, 7)), int(rng.integers(1, 5))
    eligible = rng.random((rows, lots)) < 0.7
    units = rng.integers(0, 3, lots)
    served = np.where(eligible, rng.integers(-9, 0, (rows, lots)) * 20, 0)
    levels = [
        np.hstack([table, np.zeros((rows, 1), dtype=np.int64)]) for table in (served, rng.integers(0, 5, (rows, lots)))
    ]
    nobody = np.full(rows, lots, dtype=np.intp)
    face = Face.whole(eligible & (units > 0))
    mended = nobody
    for cost in levels:
        mended, face = _settled(face, units, cost, mended)
    exact = best(eligible & (units > 0), units, levels)
    totals = [[int(cost[np.arange(rows), one].sum()) for cost in levels] for one in (mended, exact)]
    assert totals[0] == totals[1]
