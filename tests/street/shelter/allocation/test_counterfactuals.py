"""What more rooms would change is what deciding the night again with them gives, and betrays nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.shelter_nights import city, tiny
from pacte.street.shelter.enums.allocation import Policy
from pacte.street.shelter.enums.stock import LotAudience
from pacte.street.shelter.reads import explained
from pacte.street.shelter.rules.allocation import counterfactuals as module
from pacte.street.shelter.rules.allocation.counterfactuals import (
    Counterfactual,
    Kind,
    counterfactuals,
    kind_of,
    of_party,
)
from pacte.street.shelter.rules.allocation.explaining import TierCount
from pacte.street.shelter.rules.allocation.policies import allocate
from pacte.street.shelter.rules.allocation.problem import Lot, Member, Night, Party

WOMAN, MAN, CHILD = Member(30, "woman"), Member(30, "man"), Member(4)


def kind(found: Counterfactual) -> Kind:
    return Kind(found.unit_places, found.audience, found.step_free, found.accepts_animals)


def served(night: Night, policy: Policy) -> Counter[int]:
    keys = allocate(night, policy).served()
    return Counter(party.tier for party in night.parties if party.key in keys)


def gained(night: Night, found: Counterfactual, policy: Policy) -> tuple[TierCount, ...]:
    """The gains of an addition, from two whole decisions of the night."""
    after, before = (
        served(replace(night, lots=night.lots + kind(found).lots(found.units)), policy),
        served(night, policy),
    )
    change = {tier: after[tier] - before[tier] for tier in sorted(after | before)}
    return tuple(TierCount(tier, more) for tier, more in change.items() if more)


def test_two_more_step_free_family_rooms_would_serve_two_more_of_the_first_tier() -> None:
    families = tuple(Party(key, (WOMAN, CHILD, CHILD), 1, needs_step_free=True) for key in "ab")
    night = Night("2031-02-07", (*families, Party("c", (MAN,), 4)), (Lot("x", "s"),))
    found = counterfactuals(night, allocate(night, Policy.OPTIMAL))
    assert found == [Counterfactual(3, LotAudience.FAMILIES, True, False, 2, (TierCount(1, 2),))]
    assert explained.gain(found[0]) == (
        "2 chambres de plus (familles, 3 places, de plain-pied) : 2 ménages de plus en priorité 1."
    )


def test_a_room_serves_through_a_chain_of_moves() -> None:
    """A room for one man frees the room for two, which only the couple waits for."""
    alone, couple = Party("a", (MAN,), 1), Party("b", (WOMAN, MAN), 2)
    other = Party("c", (MAN,), 3)
    night = Night("2031-02-07", (alone, couple, other), (Lot("x", "s", unit_places=2),))
    found = counterfactuals(night, allocate(night, Policy.OPTIMAL))
    assert found[0] == Counterfactual(1, LotAudience.MEN, False, False, 1, (TierCount(2, 1),))
    assert all(gained(night, each, Policy.OPTIMAL) == each.gains for each in found)


@pytest.mark.parametrize("policy", list(Policy))
def test_gains_are_those_of_deciding_the_night_again(policy: Policy) -> None:
    for seed in range(60):
        night = tiny(seed, parties=8, lots=4)
        for found in counterfactuals(night, allocate(night, policy)):
            assert gained(night, found, policy) == found.gains, seed


def test_gains_by_chains_are_those_of_deciding_the_night_again() -> None:
    tried = 0
    for seed in range(120):
        night = replace(tiny(seed, parties=9, lots=4, draws=("rooms",)), apart=frozenset(), quota=None)
        night = replace(night, parties=tuple(replace(party, parts=()) for party in night.parties))
        allocation = allocate(night, Policy.OPTIMAL)
        trial = module._trial(*module._visible(night, allocation)[:1], allocation, 30.0)
        assert isinstance(trial, module._Augmented)
        assert not trial.is_at_least
        for found in counterfactuals(night, allocation, 50):
            tried += 1
            assert gained(night, found, Policy.OPTIMAL) == found.gains, seed
    assert tried > 100


def test_gains_in_a_city_are_those_of_deciding_the_night_again() -> None:
    night = city(6, requests=150, places=90)
    night = replace(night, parties=tuple(replace(party, parts=()) for party in night.parties))
    found = counterfactuals(night, allocate(night, Policy.OPTIMAL))
    assert len(found) == 6
    assert all(gained(night, each, Policy.OPTIMAL) == each.gains for each in found[:3])


def test_on_a_large_night_what_is_told_is_gained_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared beds, flexible lots, parts and pairs stay as they are: deciding again is never worse, tier by tier."""
    monkeypatch.setattr(module, "MOST_PAIRS", 0)
    tried = 0
    for seed in range(60):
        night = tiny(seed, parties=8, lots=4)
        night = replace(night, quota=None)
        tiers = sorted({party.tier for party in night.parties})
        for found in counterfactuals(night, allocate(night, Policy.OPTIMAL)):
            tried += found.is_at_least
            true = {each.tier: each.households for each in gained(night, found, Policy.OPTIMAL)}
            told = {each.tier: each.households for each in found.gains}
            assert all(more > 0 for more in told.values())
            assert [true.get(tier, 0) for tier in tiers] >= [told.get(tier, 0) for tier in tiers], seed
            if found.is_at_least:
                assert "au moins" in explained.gain(found)
    assert tried > 50


def test_nobody_unserved_asks_for_no_room() -> None:
    night = Night("2031-02-07", (Party("a", (MAN,), 1),), (Lot("x", "s"),))
    assert counterfactuals(night, allocate(night, Policy.OPTIMAL)) == []


@pytest.mark.parametrize("policy", list(Policy))
def test_the_rooms_for_one_household_are_the_fewest_that_serve_it(policy: Policy) -> None:
    tried = 0
    for seed in range(40):
        night = tiny(seed, parties=8, lots=3)
        allocation = allocate(night, policy)
        for party in night.parties:
            found = of_party(night, allocation, party.key)
            if found is None:
                assert kind_of(party) is None or allocation.stays[party.key]
                continue
            tried += 1
            for units in range(1, found.units + 1):
                more = replace(night, lots=night.lots + kind(found).lots(units))
                assert (party.key in allocate(more, policy).served()) == (units == found.units), seed
    assert tried > 40


def test_no_room_is_made_for_a_minor_alone_or_a_crowd() -> None:
    assert kind_of(Party("a", (Member(16, "man"),), 1)) is None
    assert kind_of(Party("a", (WOMAN, CHILD), 1, has_minor_alone=True)) is None
    assert kind_of(Party("a", (MAN,) * 30, 1)) is None


@pytest.mark.parametrize(
    ("members", "audience"),
    [((WOMAN,), "women"), ((MAN,), "men"), ((Member(),), "adults"), ((WOMAN, MAN), "couples"), ((MAN,) * 3, "adults"),
     ((WOMAN, CHILD), "families")],
)  # fmt: skip
def test_the_room_is_the_plainest_that_the_household_could_take(members: tuple[Member, ...], audience: str) -> None:
    found = kind_of(Party("a", members, 1))
    assert found
    assert (found.audience.value, found.unit_places) == (audience, len(members))
    night = Night("2031-02-07", (Party("a", members, 1),), found.lots(1))
    assert allocate(night, Policy.OPTIMAL).served() == {"a"}


@pytest.mark.parametrize("policy", list(Policy))
def test_a_restricted_household_is_in_no_gain(policy: Policy) -> None:
    """The answer is that of the night in which it did not ask, and what it has had never been free."""
    for seed in range(60):
        night = replace(tiny(seed, parties=7, lots=4), apart=frozenset(), quota=None)
        hidden = replace(night.parties[-1], is_confidential=True)
        night = replace(night, parties=(*night.parties[:-1], hidden))
        allocation = allocate(night, policy)
        if allocation.stays[hidden.key]:
            continue
        gone = replace(night, parties=night.parties[:-1])
        stays = {key: own for key, own in allocation.stays.items() if key != hidden.key}
        assert counterfactuals(night, allocation) == counterfactuals(gone, replace(allocation, stays=stays)), seed


def test_a_pair_and_a_site_left_out_are_in_no_gain() -> None:
    """Both could only be served at one site, which one of them must not be proposed; rooms stand at no site."""
    asking = tuple(Party(f"Quokka{number}", (WOMAN,), 1, excluded_sites=frozenset({"Zyzzyva"})) for number in range(2))
    pair = frozenset({frozenset(party.key for party in asking)})
    night = Night("2031-02-07", asking, (Lot("Numbat", "Zyzzyva", units=2),), apart=pair)
    found = counterfactuals(night, allocate(night, Policy.OPTIMAL))
    assert found == [Counterfactual(1, LotAudience.WOMEN, False, False, 2, (TierCount(1, 2),))]
    assert of_party(night, allocate(night, Policy.OPTIMAL), "Quokka0") is not None
    assert not any(word in repr(found) for word in ("Quokka", "Numbat", "Zyzzyva"))
