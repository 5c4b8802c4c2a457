"""The hard rules, one by one, and the same in tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.shelter_nights import city, tiny
from pacte.street.shelter.enums.allocation import HardRule, TonightMode
from pacte.street.shelter.enums.stock import LotAudience, LotKind
from pacte.street.shelter.rules.allocation.compatibility import (
    broken,
    distance,
    eligible,
    folded,
    kept,
    needed,
    tonight,
    wasted,
)
from pacte.street.shelter.rules.allocation.lottery import pair_numbers, tickets
from pacte.street.shelter.rules.allocation.problem import Lot, Member, Night, Party

WOMAN, MAN, CHILD, UNSAID = Member(40, "woman"), Member(40, "man"), Member(7), Member(40)
ALONE = Party("a", (MAN,), tier=4)


def party(*members: Member) -> Party:
    return Party("a", members, tier=2)


@pytest.mark.parametrize(
    ("audience", "welcome", "refused"),
    [
        (LotAudience.ANYONE, [(WOMAN,), (MAN, CHILD), (UNSAID,)], []),
        (LotAudience.ADULTS, [(WOMAN, MAN), (UNSAID,)], [(MAN, CHILD)]),
        (LotAudience.WOMEN, [(WOMAN,), (WOMAN, WOMAN)], [(MAN,), (UNSAID,), (WOMAN, CHILD), (Member(30, "other"),)]),
        (LotAudience.MEN, [(MAN,)], [(WOMAN,), (UNSAID,), (MAN, CHILD)]),
        (LotAudience.WOMEN_OR_MEN, [(MAN, MAN), (WOMAN,)], [(WOMAN, MAN), (UNSAID,), (WOMAN, CHILD)]),
        (LotAudience.COUPLES, [(WOMAN, MAN), (UNSAID, MAN)], [(WOMAN,), (WOMAN, MAN, CHILD), (MAN, MAN, MAN)]),
        (LotAudience.WOMEN_WITH_CHILDREN, [(WOMAN, CHILD)], [(WOMAN,), (WOMAN, MAN, CHILD), (UNSAID, CHILD)]),
        (LotAudience.FAMILIES, [(MAN, CHILD), (UNSAID, CHILD, CHILD)], [(WOMAN, MAN)]),
    ],
)
def test_an_audience_takes_those_it_names(
    audience: LotAudience, welcome: list[tuple[Member, ...]], refused: list[tuple[Member, ...]]
) -> None:
    lot = Lot("x", "s", unit_places=4, audience=audience)
    assert all(not broken(party(*members), lot) for members in welcome)
    assert all(broken(party(*members), lot) == (HardRule.AUDIENCE,) for members in refused)


@pytest.mark.parametrize(
    ("asking", "lot", "rule"),
    [
        (ALONE, Lot("x", "s", is_closed=True), HardRule.CLOSED),
        (ALONE, Lot("x", "s", units=0), HardRule.FULL),
        (party(MAN, MAN), Lot("x", "s", LotKind.BEDS, 1), HardRule.FULL),
        (party(MAN, MAN), Lot("x", "s", unit_places=1), HardRule.TOO_LARGE),
        (ALONE, Lot("x", "s", min_age=41), HardRule.AGES),
        (ALONE, Lot("x", "s", max_age=39), HardRule.AGES),
        (party(Member(None, "man")), Lot("x", "s", max_age=99), HardRule.AGES),
        (replace(ALONE, needs_step_free=True), Lot("x", "s"), HardRule.STEP_FREE),
        (replace(ALONE, animals=1), Lot("x", "s"), HardRule.ANIMALS),
        (replace(ALONE, has_minor_alone=True), Lot("x", "s"), HardRule.MINOR_ALONE),
        (party(Member(16, "man")), Lot("x", "s"), HardRule.MINOR_ALONE),
        (replace(ALONE, excluded_sites=frozenset({"s"})), Lot("x", "s"), HardRule.EXCLUDED),
    ],
)
def test_each_hard_rule_is_named_when_it_is_broken(asking: Party, lot: Lot, rule: HardRule) -> None:
    assert broken(asking, lot) == (rule,)


def test_an_unknown_age_is_an_adults_and_meets_a_lowest_age() -> None:
    assert not broken(party(Member(None, "man")), Lot("x", "s", min_age=25))


def test_a_part_made_of_children_is_never_placed_without_an_adult() -> None:
    family = replace(party(WOMAN, CHILD, CHILD), parts=((0,), (1, 2)))
    assert broken(family, Lot("x", "s", unit_places=3), (1, 2)) == (HardRule.MINOR_ALONE,)


def test_a_household_of_nobody_goes_nowhere() -> None:
    assert HardRule.AUDIENCE in broken(party(), Lot("x", "s"))
    assert not eligible(Night("2031-02-07", (party(),), (Lot("x", "s"),))).any()


def test_a_lot_settled_tonight_is_of_one_gender_but_a_room_never_needs_to_be() -> None:
    modes = {"x": TonightMode.WOMEN}
    beds = Lot("x", "s", LotKind.BEDS, audience=LotAudience.WOMEN_OR_MEN)
    assert broken(ALONE, tonight(beds, modes)) == (HardRule.AUDIENCE,)
    assert not broken(ALONE, tonight(replace(beds, kind=LotKind.ROOM), modes))


def test_tables_say_the_same_as_the_rules_for_every_household_part_and_lot() -> None:
    nights = [tiny(seed) for seed in range(400)] + [city(1, requests=60, places=90, flexible_sites=3)]
    for night in nights:
        numbers = folded(night)
        assert (numbers.eligible[: len(night.parties)] == eligible(night)).all()
        for index, row in enumerate(numbers.rows):
            asking = night.parties[row.party]
            for column, lot in enumerate(night.lots):
                may = not broken(asking, tonight(lot, night.modes), row.members)
                assert numbers.eligible[index, column] == may
                assert numbers.distance[index, column] == distance(asking, lot)
                assert numbers.kept[index, column] == kept(asking, lot)
                assert numbers.wasted[index, column] == wasted(asking, lot, row.members)
                if may:
                    assert numbers.takes(index, column) == needed(asking, lot, row.members)


def test_the_quota_brings_forward_those_who_waited_longest_and_whom_some_lot_could_take() -> None:
    parties = (
        replace(ALONE, key="first tier", tier=1, waiting=9),
        replace(ALONE, key="long", waiting=5),
        replace(ALONE, key="longer", waiting=6),
        replace(party(MAN, MAN, MAN), key="nowhere", waiting=30),
        replace(ALONE, key="short", waiting=1),
    )
    night = Night("2031-02-07", parties, (Lot("x", "s", units=10),), quota=(10, 2))
    assert folded(night).forward == (2,)
    assert folded(replace(night, quota=(11, 2))).forward == (1, 2)
    assert folded(replace(night, quota=(100, 2))).forward == (1, 2)
    assert folded(replace(night, quota=None)).forward is None


def test_the_draw_is_the_same_for_ever() -> None:
    assert tickets(["p1", "p2"], 2031) == {"p1": 589884203, "p2": 278634345}
    assert pair_numbers(["p1"], ["l1"], 2031).tolist() == [[453199428]]


def test_numbers_of_pairs_do_not_depend_on_who_else_asks() -> None:
    table = pair_numbers(["a", "b", "c"], ["x", "y"], 5)
    assert (pair_numbers(["c", "a"], ["y"], 5) == table[[2, 0]][:, [1]]).all()
    assert table.min() >= 0
    assert table.max() < 2**30
