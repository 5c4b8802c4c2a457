"""First come, greedy and their figures: in the order they say, under every hard rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.shelter_nights import city, tiny
from pacte.street.shelter.enums.allocation import Policy, TonightMode
from pacte.street.shelter.rules.allocation.measures import TierServed, compare, measure
from pacte.street.shelter.rules.allocation.policies import allocate, first_come, greedy, immediate
from pacte.street.shelter.rules.allocation.problem import Lot, Member, Night, Party, Stay

from .plainly import offence, ways

WOMAN, MAN = Member(30, "woman"), Member(30, "man")
NIGHT = "2031-02-07"


def night(parties: list[Party], lots: list[Lot], **more: object) -> Night:
    return Night(NIGHT, tuple(parties), tuple(lots), **more)  # type: ignore[arg-type]


def placed(given: Night, policy: Policy) -> dict[str, tuple[tuple[str, tuple[int, ...]], ...]]:
    stays = allocate(given, policy).stays
    return {key: tuple((stay.lot, stay.members) for stay in found) for key, found in stays.items()}


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.GREEDY])
def test_no_hard_rule_is_broken_in_hundreds_of_nights(policy: Policy) -> None:
    for seed in range(400):
        given = tiny(seed, parties=9, lots=5)
        assert not offence(given, placed(given, policy)), seed


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.GREEDY])
def test_nobody_stays_without_a_place_that_is_left_for_them(policy: Policy) -> None:
    for seed in range(200):
        given = tiny(seed, parties=8, lots=5)
        stays = placed(given, policy)
        for party in given.parties:
            if not stays[party.key]:
                left = [way for way in ways(given, party) if way and not offence(given, {**stays, party.key: way})]
                assert not left, (seed, party.key)


@pytest.mark.parametrize("policy", list(Policy))
def test_no_hard_rule_is_broken_in_the_night_of_a_city(policy: Policy) -> None:
    given = city(1, requests=60, places=40, flexible_sites=1, shared_beds=True)
    pairs = frozenset(
        frozenset((one.key, other.key)) for one, other in zip(given.parties, given.parties[1:], strict=False)
    )
    given = replace(given, apart=frozenset(sorted(pairs, key=sorted)[:6]))
    assert not offence(given, placed(given, policy))


def test_first_come_serves_who_came_first_whatever_the_tier() -> None:
    late, early = Party("a", (WOMAN,), 1, received=2), Party("b", (WOMAN,), 4, received=1)
    assert first_come(night([late, early], [Lot("x", "s")])).served() == {"b"}


def test_first_come_takes_the_first_lot_that_fits() -> None:
    far, near = Lot("x", "s", unit_places=4, point=(48.9, 2.3)), Lot("y", "s", point=(48.8, 2.3))
    found = first_come(night([Party("a", (WOMAN,), 1, point=(48.8, 2.3))], [far, near]))
    assert found.stays["a"] == (Stay("x", (0,)),)


def test_greedy_serves_by_tier_then_nights_waited_then_the_draw() -> None:
    lots = [Lot("x", "s")]
    first, waited, other = Party("a", (WOMAN,), 1), Party("b", (WOMAN,), 2, waiting=9), Party("c", (WOMAN,), 2)
    assert greedy(night([other, waited, first], lots)).served() == {"a"}
    assert greedy(night([other, waited], lots)).served() == {"b"}
    drawn = greedy(night([other, replace(other, key="d")], lots, seed=3))
    assert drawn.served() == {min(drawn.tickets, key=drawn.tickets.__getitem__)}


def test_greedy_serves_those_of_the_waiting_quota_directly_after_the_first_tier() -> None:
    parties = [Party("a", (WOMAN,), 2), Party("b", (WOMAN,), 4, waiting=10), Party("c", (WOMAN,), 1)]
    lots = [Lot("x", "s", units=2)]
    assert greedy(night(parties, lots)).served() == {"a", "c"}
    assert greedy(night(parties, lots, quota=(50, 7))).served() == {"b", "c"}


def test_greedy_keeps_the_site_then_loses_no_bed_then_stays_near() -> None:
    here = (48.85, 2.35)
    party = Party("a", (WOMAN,), 1, previous_site="old", point=here)
    old, large = Lot("old", "old", unit_places=3, point=(48.9, 2.3)), Lot("large", "s", unit_places=2, point=here)
    far, near = Lot("far", "s", point=(48.9, 2.3)), Lot("near", "s", point=here)
    for lots, best in (([large, far, near, old], "old"), ([large, far, near], "near"), ([large, far], "far")):
        assert greedy(night([party], lots)).stays["a"] == (Stay(best, (0,)),)


@pytest.mark.parametrize("policy", list(Policy))
def test_a_household_is_placed_whole_when_it_can_be_and_never_in_part(policy: Policy) -> None:
    party = Party("a", (WOMAN, WOMAN), 1, parts=((0,), (1,)))
    small, double = Lot("x", "s"), Lot("y", "s", unit_places=2)
    assert allocate(night([party], [small, double]), policy).stays["a"] == (Stay("y", (0, 1)),)
    assert len(allocate(night([party], [replace(small, units=2)]), policy).stays["a"]) == 2
    assert allocate(night([party], [small]), policy).stays["a"] == ()
    assert allocate(night([replace(party, parts=())], [replace(small, units=2)]), policy).stays["a"] == ()


@pytest.mark.parametrize("policy", list(Policy))
def test_a_group_takes_a_bed_each(policy: Policy) -> None:
    group = Party("a", (MAN, MAN, MAN), 1)
    assert not allocate(night([group], [Lot("x", "s", "beds", units=2)]), policy).served()
    found = allocate(night([group, Party("b", (MAN,), 2)], [Lot("x", "s", "beds", units=3)]), policy)
    assert found.served() == {"a"}


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.GREEDY])
def test_the_first_person_settles_what_a_flexible_lot_is(policy: Policy) -> None:
    lot = Lot("x", "s", "beds", units=3, audience="women_or_men")
    parties = [Party("a", (MAN,), 1), Party("b", (WOMAN,), 2, received=1), Party("c", (MAN,), 3, received=2)]
    found = allocate(night(parties, [lot]), policy)
    assert found.served() == {"a", "c"}
    assert found.modes == {"x": TonightMode.MEN}
    settled = allocate(night(parties, [lot], modes={"x": TonightMode.WOMEN}), policy)
    assert settled.served() == {"b"}


def test_parts_are_tried_together_and_given_back_when_they_do_not_hold() -> None:
    """The first part would take the only room that the second can have."""
    party = Party("a", (MAN, WOMAN), 1, parts=((0,), (1,)))
    lots = [Lot("x", "s", audience="women_or_men"), Lot("y", "t", audience="men")]
    found = first_come(night([party], lots))
    assert found.stays["a"] == (Stay("y", (0,)), Stay("x", (1,)))


def test_immediate_danger_sees_every_lot_that_fits_best_first() -> None:
    here = (48.85, 2.35)
    party = Party("a", (WOMAN,), 1, previous_site="old", point=here, excluded_sites=frozenset({"never"}))
    lots = [
        Lot("large", "s", unit_places=2, point=here), Lot("near", "s", point=here), Lot("men", "s", audience="men"),
        Lot("never", "never", point=here), Lot("full", "s", units=0), Lot("old", "old", unit_places=3),
    ]  # fmt: skip
    assert immediate(night([party, Party("b", (MAN,), 1)], lots), "a") == ["old", "near", "large"]


def test_figures_count_households_persons_tiers_nights_sites_beds_and_kilometres() -> None:
    here, there = (48.85, 2.35), (48.86, 2.35)
    parties = [
        Party("a", (WOMAN, Member(3)), 1, waiting=2, previous_site="s", point=here),
        Party("b", (MAN,), 2, waiting=5, received=1),
        Party("c", (MAN,), 2, received=2),
    ]
    lots = [Lot("x", "s", unit_places=3, point=there), Lot("y", "t", "beds", units=1), Lot("z", "t", is_closed=True)]
    found = measure(night(parties, lots), first_come(night(parties, lots)))
    assert (found.households, found.persons, found.waiting) == (2, 3, 7)
    assert found.tiers == (TierServed(1, 1, 1), TierServed(2, 1, 2))
    assert (found.kept_site, found.wasted, found.mean_km, found.units_left) == (1, 1, 1.1, 0)


def test_the_same_night_is_compared_by_several_policies() -> None:
    given = city(2, requests=60, places=30)
    found = {policy: figures for policy, _allocation, figures in compare(given)}
    assert list(found) == list(Policy)
    served = {policy: [each.served for each in figures.tiers] for policy, figures in found.items()}
    assert served[Policy.OPTIMAL] >= served[Policy.GREEDY] >= served[Policy.FIRST_COME]
