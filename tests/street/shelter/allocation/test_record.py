"""The log of a round: done again byte for byte, and silent about who must be kept from where."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks.shelter_nights import city, tiny
from pacte.street.shelter.enums.allocation import Policy
from pacte.street.shelter.rules.allocation import record
from pacte.street.shelter.rules.allocation.policies import allocate_with_eligibility
from pacte.street.shelter.rules.allocation.problem import Lot, Member, Night, Party

WOMAN = Member(101, "woman")
LOTS = (Lot("x", "Zyzzyva"), Lot("y", "t"))
PARTIES = (Party("Quokka", (WOMAN,), 1), Party("Numbat", (WOMAN,), 2, received=1))


def log_of(night: Night, policy: Policy, seconds: float = 30.0) -> str:
    allocation, eligible = allocate_with_eligibility(night, policy, seconds=seconds)
    return record.written(night, allocation, eligible, policy=policy, rules_version="r", grid_version="g")


def leaves(value: object) -> tuple[set[str], set[int]]:
    """Every text (keys too) and every number of a document."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        found = [leaves(each) for each in value]
        return set().union(*(texts for texts, _ in found)), set().union(*(numbers for _, numbers in found))
    return ({value}, set()) if isinstance(value, str) else (set(), {int(value or 0)})  # type: ignore[call-overload]


@pytest.mark.parametrize("policy", list(Policy))
def test_a_round_done_again_from_its_log_is_the_same_byte_for_byte(policy: Policy) -> None:
    for seed in range(80):
        night = tiny(seed, parties=7, lots=5)
        text = log_of(night, policy)
        assert record.replayed(text) == text, seed


@pytest.mark.parametrize("policy", list(Policy))
def test_the_round_of_a_city_is_done_again_byte_for_byte(policy: Policy) -> None:
    night = city(3, requests=60, places=40, flexible_sites=1, shared_beds=True)
    night = replace(night, quota=(10, 7), apart=frozenset({frozenset(("p00001", "p00004"))}))
    text = log_of(night, policy)
    assert record.replayed(text) == text


def test_a_round_stopped_by_its_time_is_done_again_byte_for_byte() -> None:
    night = city(4, requests=120, places=80, flexible_sites=3, shared_beds=True)
    text = log_of(night, Policy.OPTIMAL, seconds=0.01)
    assert record.replayed(text) == text


@pytest.mark.parametrize("policy", list(Policy))
def test_the_order_in_which_the_solver_is_told_changes_nothing(policy: Policy) -> None:
    night = tiny(5, parties=7, lots=5)
    turned = replace(night, parties=night.parties[::-1])
    stays = [json.loads(log_of(each, policy))["outcome"]["stays"] for each in (night, turned)]
    assert stays[0] == stays[1]


@pytest.mark.parametrize("policy", list(Policy))
def test_a_pair_kept_apart_looks_like_any_lot_that_does_not_fit(policy: Policy) -> None:
    """The log of the pair is that of a night without it, in which a lot does not fit one of the two."""
    pair = Night(
        "2031-02-07",
        PARTIES,
        (Lot("x", "Zyzzyva", units=2), LOTS[1]),
        apart=frozenset({frozenset(("Quokka", "Numbat"))}),
    )
    text = log_of(pair, policy)
    as_if = set()
    for kept in PARTIES:
        for site in ("Zyzzyva", "t"):
            told = replace(kept, excluded_sites=frozenset({site}))
            asking = tuple(told if party is kept else party for party in PARTIES)
            as_if.add(log_of(replace(pair, apart=frozenset(), parties=asking), policy))
    assert text in as_if
    assert "apart" not in text


@pytest.mark.parametrize("policy", list(Policy))
def test_a_site_left_out_is_named_nowhere_and_told_from_no_other_reason(policy: Policy) -> None:
    left_out = Night("2031-02-07", (PARTIES[0], replace(PARTIES[1], excluded_sites=frozenset({"t"}))), LOTS)
    without = replace(left_out, parties=PARTIES, lots=(LOTS[0], replace(LOTS[1], max_age=50)))
    text = log_of(left_out, policy)
    rows = json.loads(text)["rows"]
    assert rows[1]["lots"] == json.loads(log_of(without, policy))["rows"][1]["lots"]
    words, numbers = leaves(json.loads(text))
    assert not words & {"Zyzzyva", "t", "woman", "excluded_sites", "apart", "members_ages", "point", "site", "gender"}
    assert 101 not in numbers


def test_a_pair_that_never_meets_changes_no_byte() -> None:
    night = Night("2031-02-07", PARTIES, (replace(LOTS[0], audience="women"), replace(LOTS[1], units=0)))
    kept = replace(night, apart=frozenset({frozenset(("Numbat", "absent"))}))
    for policy in Policy:
        assert log_of(kept, policy) == log_of(night, policy)


def test_a_log_is_canonical_and_holds_no_fraction() -> None:
    text = log_of(city(5, requests=40, places=30), Policy.OPTIMAL)
    document = json.loads(text, parse_float=lambda fraction: pytest.fail(fraction))
    assert json.dumps(document, sort_keys=True, separators=(",", ":")) == text
    assert document["versions"] == {"rules": "r", "grid": "g"}
    assert document["digest"] == record.digest_of(text)


@pytest.mark.parametrize(
    ("find", "put"),
    [('"tier":1', '"tier":2'), ('"seed":0', '"seed":1'), ('"policy":"greedy"', '"policy":"optimal"'), ("}", "} ")],
)
def test_a_log_that_was_changed_is_refused(find: str, put: str) -> None:
    text = log_of(Night("2031-02-07", PARTIES, LOTS), Policy.GREEDY)
    with pytest.raises(record.Tampered) as refused:
        record.replayed(text.replace(find, put, 1))
    assert refused.value.code == "digest"


@pytest.mark.parametrize("text", ["", "{}", "[]", "not json", '{"format":"other"}', "1"])
def test_what_is_no_log_is_refused(text: str) -> None:
    with pytest.raises(record.Tampered) as refused:
        record.replayed(text)
    assert refused.value.code == "unreadable"


def test_a_log_signed_again_after_another_choice_does_not_come_out_the_same() -> None:
    text = log_of(Night("2031-02-07", PARTIES, LOTS[:1]), Policy.OPTIMAL)
    document = json.loads(text)
    stays = document["outcome"]["stays"]
    stays["Quokka"], stays["Numbat"] = stays["Numbat"], stays["Quokka"]
    del document["digest"]
    forged = record._signed(document)
    assert record.replayed(forged) != forged
