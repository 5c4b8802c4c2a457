"""Large nights, level by level, against ortools in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.shelter_nights import city
from pacte.street.shelter.enums.stock import LotAudience, LotKind
from pacte.street.shelter.rules.allocation.compatibility import broken, distance, kept, tonight, wasted
from pacte.street.shelter.rules.allocation.optimal import solve
from pacte.street.shelter.rules.allocation.problem import Allocation, Night
from tests.street.shelter.allocation import plainly
from tests.street.shelter.allocation.making_nights import mingled

REQUESTS = 2000 if os.environ.get("PACTE_DEEP") else 700
OWN_WAY = Path(__file__).with_name("by_ortools.py")


def by_ortools(how: str, night: Night, folder: Path) -> list[int]:
    path = folder / "night.json"
    path.write_text(json.dumps(as_numbers(night)))
    done = subprocess.run(
        [sys.executable, str(OWN_WAY), how, str(path)], capture_output=True, text=True, check=True, timeout=600
    )
    values: list[int] = json.loads(done.stdout)
    return values


def as_numbers(night: Night) -> dict[str, Any]:
    """The night for ortools, made from the plain rules alone."""
    judging = plainly.Judging(replace(night, lots=()))
    place = {party.key: index for index, party in enumerate(night.parties)}
    before: list[list[tuple[int, int]]] = []
    for tier in judging.tiers:
        own = [party for party in night.parties if party.tier == tier]
        before.append([(place[party.key], -1) for party in own])
    before.append([(place[party.key], -party.waiting) for party in night.parties])
    pairs = []
    standing = sorted({(-party.tier, party.waiting) for party in night.parties})
    for index, party in enumerate(night.parties):
        weights = [-int(party.tier == tier) for tier in judging.tiers] + [-party.waiting]
        for part, members in [(None, tuple(range(party.size))), *enumerate(party.parts)]:
            for lot, given in enumerate(night.lots):
                offer = tonight(given, night.modes)
                if broken(party, offer, members):
                    continue
                metres, lost, same = distance(party, offer), wasted(party, offer, members), kept(party, offer)
                pairs.append({
                    "party": index, "lot": lot, "part": part, "wasted": lost, "distance": metres, "kept": same,
                    "takes": 1 if offer.kind == LotKind.ROOM else len(members),
                    "women": party.members[members[0]].gender == "woman",
                    "costs": [*weights, -int(same), lost, metres],
                })  # fmt: skip
    return {
        "parties": len(night.parties),
        "parts": [len(party.parts) for party in night.parties],
        "units": [lot.units for lot in night.lots],
        "flexible": [
            index
            for index, lot in enumerate(night.lots)
            if lot.audience == LotAudience.WOMEN_OR_MEN and lot.kind != LotKind.ROOM
        ],
        "pairs": pairs,
        "before": before,
        "ranks": [-1 - standing.index((-party.tier, party.waiting)) for party in night.parties],
        "tickets": [judging.tickets[party.key] for party in night.parties],
        "apart": [
            (*sorted(place[key] for key in pair), [index for index, lot in enumerate(night.lots) if lot.site == site])
            for pair in night.apart
            for site in {lot.site for lot in night.lots}
        ],
    }


def values(allocation: Allocation) -> list[int]:
    return [abs(one.value) for one in allocation.reached]


def test_a_large_night_in_rooms_is_the_best_by_minimum_cost_flow(tmp_path: Path) -> None:
    night = city(11, requests=REQUESTS, places=REQUESTS * 3 // 2)
    found = by_ortools("flow", night, tmp_path)
    allocation = solve(night)
    assert values(allocation)[:-1] == [abs(value) for value in found]
    assert plainly.proven(allocation)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_night_of_every_kind_is_the_best_by_constraint_programming(seed: int, tmp_path: Path) -> None:
    night = mingled(seed, requests=60)
    allocation = solve(night, seconds=120)
    assert plainly.proven(allocation)
    assert not plainly.offence(night, plainly.as_placed(allocation))
    assert values(allocation) == [abs(value) for value in by_ortools("sat", night, tmp_path)]
