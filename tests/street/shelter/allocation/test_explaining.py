"""Each explanation is true, counted by hand or again from the hard rules, and betrays nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace

import pytest

from benchmarks.shelter_nights import tiny
from pacte.street.shelter.enums.allocation import HardRule, Policy
from pacte.street.shelter.reads import explained
from pacte.street.shelter.rules.allocation.compatibility import broken, tonight
from pacte.street.shelter.rules.allocation.explaining import (
    Decider,
    Explanation,
    RuleCount,
    TierCount,
    UnservedReason,
    explain,
)
from pacte.street.shelter.rules.allocation.policies import allocate
from pacte.street.shelter.rules.allocation.problem import Allocation, Lot, Member, Night, Party

WOMAN, MAN = Member(30, "woman"), Member(30, "man")
HERE, NEAR, FAR = (48.85, 2.35), (48.851, 2.35), (48.90, 2.35)


def why(
    parties: list[Party], lots: list[Lot], policy: Policy = Policy.OPTIMAL, **more: object
) -> dict[str, Explanation]:
    night = Night("2031-02-07", tuple(parties), tuple(lots), **more)  # type: ignore[arg-type]
    return explain(night, allocate(night, policy))


def test_no_free_unit_at_all_is_said() -> None:
    found = why([Party("a", (MAN,), 1)], [Lot("x", "s", units=0), Lot("y", "s", is_closed=True)])["a"]
    assert found.reason == UnservedReason.NO_PLACE
    assert explained.sentence(found) == "Aucune place libre cette nuit."


def test_what_keeps_every_lot_from_a_household_is_counted_rule_by_rule() -> None:
    party = Party("a", (WOMAN, Member(4, "")), 1, needs_step_free=True, animals=1)
    lots = [
        Lot("1", "s"), Lot("2", "s", unit_places=2), Lot("3", "s", unit_places=2, step_free=True),
        Lot("4", "s", unit_places=3, audience="men", step_free=True), Lot("5", "s", unit_places=3, min_age=18),
    ]  # fmt: skip
    found = why([party], lots)["a"]
    assert found.reason == UnservedReason.NO_COMPATIBLE_PLACE
    assert found.excluded == (
        RuleCount(HardRule.TOO_LARGE, 1),
        RuleCount(HardRule.AGES, 1),
        RuleCount(HardRule.AUDIENCE, 1),
        RuleCount(HardRule.STEP_FREE, 3),
        RuleCount(HardRule.ANIMALS, 5),
    )
    assert "pas de plain-pied (3 lots)" in explained.sentence(found)
    assert explained.code(found) == "unserved/no_compatible_place/too_large+ages+audience+step_free+animals"


def test_a_household_of_thirty_is_too_large_and_may_agree_to_be_split() -> None:
    crowd = Party("a", (MAN,) * 30, 1)
    found = why([crowd], [Lot("x", "s", unit_places=4), Lot("y", "s", "beds", units=12)])["a"]
    assert found.reason == UnservedReason.NO_COMPATIBLE_PLACE
    assert found.excluded == (RuleCount(HardRule.TOO_LARGE, 2),)
    assert found.to_split
    assert explained.sentence(found) == (
        "Aucun lot libre ne convient : trop petit pour ce ménage (2 lots). "
        "Vous pouvez proposer au ménage de se répartir. Il décide."
    )


def test_a_parent_with_children_is_never_told_to_split() -> None:
    found = why([Party("a", (WOMAN, Member(3), Member(5)), 1)], [Lot("x", "s", unit_places=2)])["a"]
    assert not found.to_split


@pytest.mark.parametrize("party", [Party("a", (MAN,), 1, has_minor_alone=True), Party("a", (Member(16, "man"),), 1)])
def test_a_minor_alone_is_told_as_such_and_nothing_else(party: Party) -> None:
    found = why([party], [Lot("x", "s", units=0)])["a"]
    assert found.reason == UnservedReason.MINOR_ALONE
    assert "protection de l’enfance" in explained.sentence(found)


@pytest.mark.parametrize(
    ("other", "decider"),
    [
        (Party("b", (MAN,), 1), Decider.TIERS),
        (Party("b", (MAN,), 2, waiting=4), Decider.WAITING),
        (Party("b", (MAN,), 2, waiting=3, previous_site="s"), Decider.CONTINUITY),
        (Party("b", (MAN, MAN), 2, waiting=3), Decider.WASTED),
        (Party("b", (MAN,), 2, waiting=3, point=NEAR), Decider.DISTANCE),
    ],
)
def test_the_level_that_decided_against_a_household_is_told(other: Party, decider: Decider) -> None:
    party = Party("a", (MAN,), 2, waiting=3, point=FAR)
    found = why([party, other], [Lot("x", "s", unit_places=2, point=HERE)])["a"]
    assert (found.reason, found.decider) == (UnservedReason.OUTRANKED, decider)
    assert (found.compatible, found.taken_by) == (1, (TierCount(other.tier, 1),))


@pytest.mark.parametrize("policy", [Policy.GREEDY, Policy.OPTIMAL])
def test_between_equals_the_draw_is_told_with_its_rank(policy: Policy) -> None:
    found = why([Party("a", (MAN,), 2), Party("b", (MAN,), 2)], [Lot("x", "s")], policy)
    lost = next(each for each in found.values() if not each.is_served)
    assert (lost.decider, lost.draw, lost.drawn) == (Decider.LOTTERY, 2, 2)
    assert "ticket 2 sur 2" in explained.sentence(lost)


def test_the_waiting_quota_is_told_when_it_decided() -> None:
    parties = [Party("a", (MAN,), 2), Party("b", (MAN,), 4, waiting=9)]
    found = why(parties, [Lot("x", "s")], quota=(50, 7))["a"]
    assert found.decider == Decider.QUOTA


@pytest.mark.parametrize(
    ("lots", "decider"),
    [
        ([Lot("x", "s")], Decider.ONLY),
        ([Lot("x", "old", unit_places=4), Lot("y", "s")], Decider.CONTINUITY),
        ([Lot("x", "s", unit_places=4), Lot("y", "s")], Decider.WASTED),
        ([Lot("x", "s", point=NEAR), Lot("y", "s", point=FAR)], Decider.DISTANCE),
        ([Lot("x", "s", point=NEAR), Lot("y", "s", point=NEAR)], Decider.LOTTERY),
    ],
)
def test_the_level_that_decided_between_lots_is_told(lots: list[Lot], decider: Decider) -> None:
    party = Party("a", (MAN,), 1, previous_site="old", point=HERE)
    found = why([party], lots)["a"]
    assert (found.decider, found.compatible, found.reason) == (decider, len(lots), None)


def test_a_lot_given_for_the_sake_of_the_night_is_told_so() -> None:
    only, other = Party("a", (WOMAN,), 1), Party("b", (WOMAN,), 1, previous_site="s", needs_step_free=False)
    lots = [Lot("x", "s", min_age=18), Lot("y", "t", unit_places=2)]
    found = why([replace(only, members=(Member(30, "man"),), point=HERE), other], lots)
    assert found["a"].decider == Decider.NIGHT


def test_a_household_split_as_it_agreed_is_told_in_how_many_parts() -> None:
    found = why([Party("a", (MAN, MAN), 1, parts=((0,), (1,)))], [Lot("x", "s", units=2)])["a"]
    assert (found.decider, found.parts, found.compatible) == (Decider.PARTS, 2, 1)
    assert "Réparti en 2 groupes, comme il l’accepte." in explained.sentence(found)


def test_by_order_of_arrival_the_rank_is_that_of_arrival() -> None:
    parties = [Party("a", (MAN,), 1, received=2), Party("b", (MAN,), 4, received=1)]
    found = why(parties, [Lot("x", "s")], Policy.FIRST_COME)
    assert (found["a"].rank, found["a"].of_tier, found["a"].decider) == (2, 2, Decider.ARRIVAL)


@pytest.mark.parametrize("policy", list(Policy))
def test_every_count_is_found_again_from_the_hard_rules(policy: Policy) -> None:
    for seed in range(120):
        night = replace(tiny(seed, parties=7, lots=5), apart=frozenset())
        allocation = allocate(night, policy)
        lots = [tonight(lot, night.modes) for lot in night.lots]
        for party in night.parties:
            told = explain(night, allocation)[party.key]
            seen = [lot for lot in lots if lot.site not in party.excluded_sites]
            rules = {lot.key: set(broken(party, lot)) for lot in seen}
            able = [lot.key for lot in seen if not rules[lot.key]]
            assert told.lots == len(seen)
            assert told.is_served == (party.key in allocation.served())
            if able:
                assert told.compatible == len(able), seed
            for rule in set(HardRule) - {HardRule.FULL, HardRule.TOO_LARGE}:
                counted = sum(rule in found for found in rules.values())
                assert {each.rule: each.lots for each in told.excluded}.get(rule, 0) == counted
            if told.reason == UnservedReason.OUTRANKED and able:
                takers = Counter(
                    other.tier
                    for other in night.parties
                    if {stay.lot for stay in allocation.stays.get(other.key, ())} & set(able)
                )
                assert told.taken_by == tuple(TierCount(tier, takers[tier]) for tier in sorted(takers))
            assert explained.sentence(told)


def test_the_reason_is_true_of_the_night() -> None:
    for seed in range(200):
        night = tiny(seed, parties=7, lots=5)
        for told in explain(night, allocate(night, Policy.OPTIMAL)).values():
            if told.reason == UnservedReason.OUTRANKED and told.decider in {Decider.TIERS, Decider.WAITING}:
                assert all(each.tier <= told.tier for each in told.taken_by) or night.quota


def without(night: Night, allocation: Allocation, sites: frozenset[str]) -> tuple[Night, Allocation]:
    """The night in which these sites do not exist, and the same allocation in it."""
    lots = tuple(lot for lot in night.lots if lot.site not in sites)
    keys = {lot.key for lot in lots}
    stays = {key: tuple(stay for stay in found if stay.lot in keys) for key, found in allocation.stays.items()}
    return replace(night, lots=lots), replace(allocation, stays=stays)


@pytest.mark.parametrize("policy", list(Policy))
def test_a_site_left_out_does_not_exist_in_the_explanation(policy: Policy) -> None:
    for seed in range(150):
        night = replace(tiny(seed, parties=6, lots=5), apart=frozenset(), quota=None)
        party = replace(night.parties[0], excluded_sites=frozenset({"s1"}))
        night = replace(night, parties=(party, *night.parties[1:]))
        allocation = allocate(night, policy)
        elsewhere = explain(*without(night, allocation, frozenset({"s1"})))
        assert explain(night, allocation)[party.key] == elsewhere[party.key], seed


@pytest.mark.parametrize("policy", list(Policy))
def test_where_the_other_of_a_pair_is_does_not_exist_in_the_explanation(policy: Policy) -> None:
    for seed in range(150):
        night = tiny(seed, parties=6, lots=5)
        if len(night.parties) < 2:
            continue
        one, other = night.parties[0], night.parties[1]
        night = replace(night, apart=frozenset({frozenset((one.key, other.key))}), quota=None)
        allocation = allocate(night, policy)
        sites = {lot.key: lot.site for lot in night.lots}
        for party, foe in ((one, other), (other, one)):
            held = frozenset(sites[stay.lot] for stay in allocation.stays[foe.key])
            gone, same = without(replace(night, apart=frozenset()), allocation, held)
            assert explain(night, allocation)[party.key] == explain(gone, same)[party.key], seed


@pytest.mark.parametrize("policy", list(Policy))
def test_a_pair_changes_nothing_in_what_the_others_are_told(policy: Policy) -> None:
    for seed in range(80):
        night = replace(tiny(seed, parties=6, lots=5), quota=None)
        allocation = allocate(night, policy)
        told, untold = explain(night, allocation), explain(replace(night, apart=frozenset()), allocation)
        pair = {key for pair in night.apart for key in pair}
        assert {key: told[key] for key in told if key not in pair} == {
            key: untold[key] for key in untold if key not in pair
        }


@pytest.mark.parametrize("policy", list(Policy))
def test_a_restricted_household_counts_in_nothing_told_to_the_others(policy: Policy) -> None:
    """It is as if it had not asked, and what it has had never been free."""
    for seed in range(150):
        night = replace(tiny(seed, parties=6, lots=5), apart=frozenset(), quota=None)
        hidden = replace(night.parties[-1], is_confidential=True)
        night = replace(night, parties=(*night.parties[:-1], hidden))
        allocation = allocate(night, policy)
        taken: Counter[str] = Counter()
        for stay in allocation.stays[hidden.key]:
            lot = next(lot for lot in night.lots if lot.key == stay.lot)
            taken[stay.lot] += 1 if lot.kind == "room" else len(stay.members)
        fewer = replace(
            night,
            parties=night.parties[:-1],
            lots=tuple(replace(lot, units=lot.units - taken[lot.key]) for lot in night.lots),
            modes={key: mode for key, mode in allocation.modes.items() if key in taken or key in night.modes},
        )
        rest = replace(allocation, stays={key: own for key, own in allocation.stays.items() if key != hidden.key})
        told = explain(night, allocation)
        told.pop(hidden.key)
        assert told == explain(fewer, rest), seed


def test_an_explanation_names_no_other_household_and_no_lot() -> None:
    for seed in range(60):
        night = tiny(seed, parties=6, lots=5)
        names = {party.key: f"Quokka{party.key}" for party in night.parties}
        night = replace(
            night,
            parties=tuple(replace(party, key=names[party.key]) for party in night.parties),
            lots=tuple(replace(lot, key=f"Numbat{lot.key}", site=f"Zyzzyva{lot.site}") for lot in night.lots),
            apart=frozenset(frozenset(names[key] for key in pair) for pair in night.apart),
            modes={},
        )
        for policy in Policy:
            for key, told in explain(night, allocate(night, policy)).items():
                text = repr({**asdict(told), "party": ""}) + explained.sentence(told) + explained.code(told)
                assert not any(word in text for word in ("Quokka", "Numbat", "Zyzzyva"))
                assert told.party == key
